#pragma once

#include "support/support.hpp"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace annai::tests {

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// How a program ended; `status` is 128 + signal when a signal ended it.
struct Ended {
    int status = -1;
    std::string out, err;
    bool said(const std::string& text) const { return (out + err).find(text) != std::string::npos; }
};

struct ProcessOptions {
    std::vector<std::pair<std::string, std::string>> environment; ///< added to that of the test
    std::optional<rlim_t> longest_file; ///< bytes; writing more fails as it does on a full disk
};

/// A program that runs beside the test; ended, if need be by force, with the object.
class Process {
public:
    explicit Process(const std::vector<std::string>& words, const ProcessOptions& options = {}) {
        std::vector<char*> arguments;
        for (const auto& word : words) {
            arguments.push_back(const_cast<char*>(word.c_str()));
        }
        arguments.push_back(nullptr);
        const auto out = m_folder / "out";
        const auto err = m_folder / "err";
        m_pid = ::fork();
        if (m_pid < 0) {
            throw std::runtime_error("fork failed");
        }
        if (m_pid == 0) {
            const int out_file = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
            const int err_file = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
            ::dup2(out_file, STDOUT_FILENO);
            ::dup2(err_file, STDERR_FILENO);
            for (const auto& [name, value] : options.environment) {
                ::setenv(name.c_str(), value.c_str(), 1);
            }
            if (options.longest_file) {
                std::signal(SIGXFSZ, SIG_IGN); // kept over exec: the write fails, nothing is killed
                const rlimit limit{*options.longest_file, *options.longest_file};
                ::setrlimit(RLIMIT_FSIZE, &limit);
            }
            ::execvp(arguments[0], arguments.data());
            ::_exit(127);
        }
    }
    ~Process() {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void signal(int number) const { ::kill(m_pid, number); }
    bool is_running() const { return m_pid > 0 && !has_ended(); }
    std::string out() const { return bytes_of(m_folder / "out"); }
    std::string err() const { return bytes_of(m_folder / "err"); }

    Ended wait() {
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = -1;
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), out(), err()};
    }

private:
    bool has_ended() const {
        siginfo_t info{};
        return ::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == m_pid;
    }

    TemporaryFolder m_folder;
    pid_t m_pid = -1;
};

inline Ended run(const std::vector<std::string>& words, const ProcessOptions& options = {}) {
    return Process(words, options).wait();
}

} // namespace annai::tests
