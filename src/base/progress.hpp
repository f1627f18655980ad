#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace annai::base {

/// Tells a person how far long work has come: a bar that redraws itself on a terminal, one plain line
/// a stage elsewhere, nothing when quiet. Writes to stderr. Not for several threads.
class Progress {
public:
    enum class Style { automatic, quiet };
    explicit Progress(Style style = Style::automatic);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Begins a stage, ending the one before. `total` in the stage's own units; 0 = not known.
    void stage(std::string_view name, std::int64_t total = 0);
    /// How many units of the stage are done by now.
    void at(std::int64_t done);
    /// Ends the last stage.
    void finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace annai::base
