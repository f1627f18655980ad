#include "base/progress.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <unistd.h>

namespace annai::base {

using Clock = std::chrono::steady_clock;

struct Progress::State {
    bool terminal = false;
    bool quiet = false;
    std::string name;
    std::int64_t total = 0;
    std::int64_t done = 0;
    Clock::time_point began;
    Clock::time_point drawn;

    double seconds() const { return std::chrono::duration<double>(Clock::now() - began).count(); }

    void draw() {
        drawn = Clock::now();
        if (total > 0) {
            constexpr int width = 30;
            const double share = static_cast<double>(std::min(done, total)) / static_cast<double>(total);
            const int filled = static_cast<int>(share * width);
            fmt::print(stderr, "\r\033[K{:<24} [{:#>{}}{:.>{}}] {:3.0f} %", name, "", filled, "", width - filled,
                       share * 100);
        } else {
            fmt::print(stderr, "\r\033[K{:<24} {}", name, done);
        }
        std::fflush(stderr);
    }
};

Progress::Progress(Style style) : m_state(std::make_unique<State>()) {
    m_state->quiet = style == Style::quiet;
    m_state->terminal = ::isatty(STDERR_FILENO) == 1;
}

Progress::~Progress() {
    if (!m_state->name.empty() && m_state->terminal && !m_state->quiet) {
        fmt::print(stderr, "\r\033[K"); // unwound by an error: leave a clean line for its message
    }
}

void Progress::stage(std::string_view name, std::int64_t total) {
    finish();
    m_state->name = name;
    m_state->total = total;
    m_state->done = 0;
    m_state->began = Clock::now();
    if (m_state->terminal && !m_state->quiet) {
        m_state->draw();
    }
}

void Progress::at(std::int64_t done) {
    m_state->done = done;
    if (m_state->terminal && !m_state->quiet && Clock::now() - m_state->drawn > std::chrono::milliseconds(100)) {
        m_state->draw();
    }
}

void Progress::finish() {
    if (m_state->name.empty()) {
        return;
    }
    if (!m_state->quiet) {
        const auto count = m_state->done > 0 ? fmt::format(" {}", m_state->done) : std::string();
        fmt::print(stderr, "{}{}{} ({:.1f} s)\n", m_state->terminal ? "\r\033[K" : "", m_state->name, count,
                   m_state->seconds());
    }
    m_state->name.clear();
}

} // namespace annai::base
