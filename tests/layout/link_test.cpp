#include "sources.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <memory>

// What the public node is made of: the register's code is not merely unused there, it is not in the file.

using namespace annai::tests;

namespace {

/// How many of a program's symbols lie in a namespace.
std::size_t symbols(const std::string& program, const std::string& name_space) {
    const std::string command = "nm -C '" + program + "'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
    REQUIRE(pipe);
    std::string text;
    std::array<char, 65536> block{};
    for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), pipe.get())) > 0;) {
        text.append(block.data(), got);
    }
    std::size_t count = 0;
    for (auto at = text.find(name_space); at != std::string::npos; at = text.find(name_space, at + 1)) {
        ++count;
    }
    return count;
}

} // namespace

TEST_CASE("the public node links nothing of the register, of imports or of publishing") {
    for (const std::string name_space : {"annai::reg::", "annai::intake::", "annai::publish::", "annai::importers::", "annai::queries::reg::",
                                         "annai::queries::intake::", "annai::queries::publish::"}) {
        CAPTURE(name_space);
        CHECK(symbols(ANNAI_PUBLIC, name_space) == 0);
    }
    for (const std::string name_space : {"annai::reg::", "annai::intake::", "annai::publish::", "annai::importers::"}) {
        CAPTURE(name_space);
        CHECK(symbols(ANNAI, name_space) > 0);
    }
    CHECK(symbols(ANNAI_PUBLIC, "annai::http::") > 0);
}
