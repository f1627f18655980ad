#pragma once

#include "publish/derive.hpp"

#include <map>
#include <string>
#include <vector>

namespace annai::publish {

using Statements = std::vector<const Statement*>;

/// The statements in the order in which they are believed, for each group of fields: what stands before what is gone,
/// what is up to date before what is not, then precedence, then the date. Among equals the shorter name goes first: it
/// is the institution's, the longer ones are those of its single services. Sorted once a group.
class Believed {
public:
    explicit Believed(const Statements& visible) : m_visible(visible) {}
    const Statements& in(const std::string& group) const;

private:
    const Statements& m_visible;
    mutable std::map<std::string, Statements> m_ordered;
};

/// What a record said that is gone from its newest list counts only where nothing stands.
Statements standing(const Statements& visible);

} // namespace annai::publish
