#include "town_cell.hpp"

#include "base/text.hpp"

#include <optional>

namespace annai::importers::boundaries {
namespace {

constexpr std::string_view chome = "丁目";
constexpr long long most_in_a_range = 60;

/// Cuts at separators outside brackets.
std::vector<std::string> pieces(std::string_view cell) {
    std::vector<std::string> out;
    std::u32string piece;
    int depth = 0;
    const auto close = [&] {
        auto text = base::tidy(base::from_code_points(piece));
        if (!text.empty()) {
            out.push_back(std::move(text));
        }
        piece.clear();
    };
    for (const char32_t c : base::to_code_points(cell)) {
        depth += c == U'(' || c == U'（' ? 1 : (c == U')' || c == U'）') && depth > 0 ? -1 : 0;
        const bool separator = std::u32string_view(U"、，,・;；\n\r").find(c) != std::u32string_view::npos;
        if (separator && depth == 0) {
            close();
        } else {
            piece += c;
        }
    }
    close();
    return out;
}

TownInCell with_note(const std::string& piece) {
    TownInCell out{piece, {}};
    if (const auto open = piece.find('('); open != std::string::npos) {
        const auto end = piece.rfind(')');
        out.town = std::string(base::trim(std::string_view(piece).substr(0, open)));
        out.note = base::tidy(piece.substr(open + 1, end == std::string::npos ? std::string::npos : end - open - 1));
    }
    for (const std::string_view part : {"の一部", "一部"}) {
        if (out.town.ends_with(part) && out.town.size() > part.size()) {
            out.town = std::string(base::trim(std::string_view(out.town).substr(0, out.town.size() - part.size())));
            out.note = out.note.empty() ? "一部" : "一部（" + out.note + "）";
        }
    }
    if (out.town == "全域" || out.town == "全部" || out.town == "市内全域" || out.town == "町内全域" || out.town == "村内全域") {
        out.town.clear();
    }
    return out;
}

/// 上井町 + 2 (+ 丁目) of a name that ends in a number.
struct Numbered {
    std::string base, number;
    bool is_chome = false;
};

std::optional<Numbered> numbered(std::string_view town) {
    const bool is_chome = town.ends_with(chome);
    const auto body = is_chome ? town.substr(0, town.size() - chome.size()) : town;
    const auto last = body.find_last_not_of("0123456789");
    const auto begin = last == std::string_view::npos ? 0 : last + 1;
    if (begin == body.size()) {
        return std::nullopt;
    }
    return Numbered{std::string(body.substr(0, begin)), std::string(body.substr(begin)), is_chome};
}

/// 上井町1～3丁目 → 上井町1丁目, 2丁目, 3丁目; nothing where it is no range.
std::vector<TownInCell> range(const TownInCell& entry) {
    for (const std::string_view dash : {"～", "〜", "~", "から", "-", "－"}) {
        const auto at = entry.town.find(dash);
        if (at == std::string::npos) {
            continue;
        }
        const auto first = numbered(std::string_view(entry.town).substr(0, at));
        const auto last = numbered(std::string_view(entry.town).substr(at + dash.size()));
        if (!first || !last || !last->is_chome || (!last->base.empty() && last->base != first->base)) {
            continue;
        }
        const auto from = base::to_integer(first->number);
        const auto to = base::to_integer(last->number);
        if (!from || !to || *from >= *to || *to - *from > most_in_a_range) {
            continue;
        }
        std::vector<TownInCell> out;
        for (auto n = *from; n <= *to; ++n) {
            out.push_back({first->base + std::to_string(n) + std::string(chome), entry.note});
        }
        return out;
    }
    return {};
}

/// 上井町1 ・ 2丁目: numbers share the name before the first and the 丁目 behind the last.
void share_names(std::vector<TownInCell>& towns) {
    std::string base;
    for (auto& entry : towns) {
        const auto n = numbered(entry.town);
        if (n && n->base.empty() && !base.empty()) {
            entry.town = base + entry.town;
        } else {
            base = n ? n->base : std::string{};
        }
    }
    for (std::size_t i = towns.size(); i-- > 1;) {
        const auto after = numbered(towns[i].town);
        const auto n = numbered(towns[i - 1].town);
        if (after && n && after->is_chome && !n->is_chome && after->base == n->base) {
            towns[i - 1].town += chome;
        }
    }
}

} // namespace

std::vector<TownInCell> towns_in(std::string_view cell) {
    std::vector<TownInCell> towns;
    for (const auto& piece : pieces(cell)) {
        auto entry = with_note(piece);
        auto several = range(entry);
        if (several.empty()) {
            towns.push_back(std::move(entry));
        } else {
            towns.insert(towns.end(), several.begin(), several.end());
        }
    }
    share_names(towns);
    return towns;
}

} // namespace annai::importers::boundaries
