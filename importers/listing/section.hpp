#pragma once

#include "toml_file.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace annai::importers::listing {

/// A table of the mapping that is read strictly: every key that is asked for is a valid key, and finish()
/// refuses the others, naming the line and what is valid there.
class Section {
public:
    Section(std::string file, std::string name, const Node& table);

    bool has(const std::string& key);
    std::optional<std::string> text(const std::string& key);
    std::string required_text(const std::string& key);
    std::optional<bool> flag(const std::string& key);
    std::optional<std::int64_t> integer(const std::string& key);
    /// A text or a list of texts.
    std::vector<std::string> texts(const std::string& key);
    /// A table of texts: key → value, in the file's order.
    std::vector<std::pair<std::string, std::string>> text_map(const std::string& key);
    std::optional<Section> table(const std::string& key);
    std::vector<Section> tables(const std::string& key);
    /// Every member, for tables whose keys are codes or headers.
    const Node::Table& members() const { return m_members; }
    const Node* find(const std::string& key);

    /// Throws where a key stands that was never asked for.
    void finish() const;
    /// "kurayoshi.toml:12: [values] name" + message
    [[noreturn]] void fail(const std::string& key, const std::string& message) const;
    int line(const std::string& key) const;
    const std::string& name() const { return m_name; }
    const std::string& file() const { return m_file; }

private:
    std::string m_file;
    std::string m_name;
    int m_line;
    const Node::Table& m_members;
    std::set<std::string> m_asked;
};

/// "valid: a, b, c" with the nearest to `given` first, at most `limit`.
std::string nearest(const std::string& given, std::vector<std::string> valid, std::size_t limit = 5);

} // namespace annai::importers::listing
