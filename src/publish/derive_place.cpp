#include "base/text.hpp"
#include "publish/derive_parts.hpp"

#include <algorithm>
#include <tuple>

namespace annai::publish {
namespace {

int level_rank(const intake::Located& located) {
    const auto& level = located.level;
    return level == "exact" ? 0 : level == "block" ? 1 : level == "chome" ? 2 : level == "town" ? 3 : level == "municipality" ? 4 : 5;
}

/// The address as it is read, with prefecture and municipality where the source left them out.
std::string full_address(const facility::Address& address) {
    std::string text = address.text;
    if (text.empty()) {
        return text;
    }
    // 岩美郡岩美町 is often written without its 郡; 蒲郡市 and 郡山市 have none.
    const auto county_end = address.city.find("郡");
    const bool has_county = county_end != std::string::npos && !address.city.ends_with("市");
    const std::string short_city = has_county ? address.city.substr(county_end + 3) : address.city;
    if (!short_city.empty() && text.find(short_city) == std::string::npos) {
        text = address.city + text;
    }
    if (!address.prefecture.empty() && !base::starts_with(text, address.prefecture)) {
        text = address.prefecture + text;
    }
    return text;
}

} // namespace

/// The best position among the statements that do not contradict the address that is shown: a position to the
/// metre helps nobody when it is that of the place before.
const intake::Located& derive_location(const Believed& believed) {
    const auto& candidates = believed.in("location");
    const auto first = std::find_if(candidates.begin(), candidates.end(), [](const Statement* s) {
        return !s->record.address.text.empty() || s->located.position;
    });
    if (first == candidates.end()) {
        return candidates.front()->located;
    }
    const auto& shown = (*first)->located;
    const auto contradicts = [&shown](const Statement* s) {
        const auto differ = [](const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; };
        return differ(s->located.municipality, shown.municipality) || differ(s->located.town_key, shown.town_key);
    };
    const auto best = std::min_element(candidates.begin(), candidates.end(), [&](const Statement* a, const Statement* b) {
        return std::tuple(a->missing, contradicts(a), level_rank(a->located)) <
               std::tuple(b->missing, contradicts(b), level_rank(b->located));
    });
    return (*best)->located;
}

std::string derive_address(const Believed& believed, nlohmann::json& body) {
    for (const auto* statement : believed.in("location")) {
        const auto text = full_address(statement->record.address);
        if (text.empty()) {
            continue;
        }
        auto entry = sourced(*statement);
        entry["text"] = text;
        if (!statement->record.address.building.empty()) {
            entry["building"] = statement->record.address.building;
        }
        body["address"] = std::move(entry);
        return text;
    }
    return "";
}

} // namespace annai::publish
