#include "render/json.hpp"

#include <nlohmann/json.hpp>

namespace annai::render {

std::string facilities_json(const search::Page& page, const edition::Info& edition, const std::string& next) {
    auto sources = nlohmann::json::array();
    for (const auto& source : edition.sources) {
        sources.push_back({{"code", source.code},
                           {"title", source.title},
                           {"licence", source.licence},
                           {"attribution", source.attribution},
                           {"as_of", source.as_of}});
    }
    const nlohmann::json head{{"edition", edition.number},          {"date", edition.date},
                              {"total", page.total},                {"returned", page.hits.size()},
                              {"next", next.empty() ? nlohmann::json(nullptr) : nlohmann::json(next)},
                              {"sources", sources}};
    std::string out = head.dump();
    out.back() = ',';
    out += R"("facilities":[)";
    for (std::size_t i = 0; i < page.hits.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        out += page.hits[i].body;
    }
    return out + "\n]}\n";
}

} // namespace annai::render
