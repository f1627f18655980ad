#include "app/settings.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "http/message.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

namespace annai::app {
namespace {

using base::Error;
using base::ErrorCode;

/// One row a setting: how it is documented and where it goes.
struct Setting {
    SettingInfo info;
    std::function<void(Settings&, const std::string&)> set; ///< throws std::invalid_argument with what is allowed
};

int whole_number(const std::string& value, int least, int most) {
    const auto number = base::to_integer(value);
    if (!number || *number < least || *number > most) {
        throw std::invalid_argument(fmt::format("a whole number from {} to {}", least, most));
    }
    return static_cast<int>(*number);
}

const std::vector<Setting>& settings() {
    static const std::vector<Setting> all{
        {{"site.title", "あんない", "title on every page"}, [](Settings& s, const std::string& v) { s.site.title = v; }},
        {{"site.region", "", "region, beside the title"}, [](Settings& s, const std::string& v) { s.site.region = v; }},
        {{"site.notice", "", "a line on top of every page, e.g. that this is a trial"},
         [](Settings& s, const std::string& v) { s.site.notice = v; }},
        {{"site.contact", "", "who runs the site and takes corrections: one line of text"},
         [](Settings& s, const std::string& v) { s.site.contact = v; }},
        {{"map.tile_url", "https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png",
          "base map, a template with {z} {x} {y}; empty: no base map, municipalities only"},
         [](Settings& s, const std::string& v) {
             if (!v.empty() && !base::starts_with(v, "https://") && !base::starts_with(v, "http://")) {
                 throw std::invalid_argument("an https:// address, or nothing");
             }
             s.site.tile_url = v;
         }},
        {{"map.tile_attribution", "地理院タイル", "attribution of the base map"},
         [](Settings& s, const std::string& v) { s.site.tile_attribution = v; }},
        {{"server.host", "127.0.0.1", "address to listen on; 0.0.0.0 for all, behind a proxy only"},
         [](Settings& s, const std::string& v) { s.host = v; }},
        {{"server.port", "8080", "port to listen on"},
         [](Settings& s, const std::string& v) { s.port = whole_number(v, 0, 65535); }},
        {{"server.threads", "0", "threads that answer; 0: four for each core, eight at least"},
         [](Settings& s, const std::string& v) { s.threads = whole_number(v, 0, 1024); }},
    };
    return all;
}

const Setting* setting_of(const std::string& key) {
    const auto found = std::find_if(settings().begin(), settings().end(), [&](const Setting& s) { return s.info.key == key; });
    return found == settings().end() ? nullptr : &*found;
}

[[noreturn]] void refuse(const std::filesystem::path& file, const toml::node& node, const std::string& message) {
    throw Error(ErrorCode::bad_request, fmt::format("{}:{}: {}", file.string(), node.source().begin.line, message));
}

std::string valid_keys() {
    std::string keys;
    for (const auto& setting : settings()) {
        keys += setting.info.key + ", ";
    }
    return keys + "site.emergency";
}

void read_emergency(const std::filesystem::path& file, const toml::node& node, Settings& out) {
    const auto* list = node.as_array();
    if (list == nullptr) {
        refuse(file, node, "site.emergency is written as [[site.emergency]] with label, number and note");
    }
    for (const auto& entry : *list) {
        const auto* table = entry.as_table();
        if (table == nullptr) {
            refuse(file, entry, "site.emergency is written as [[site.emergency]] with label, number and note");
        }
        render::Site::EmergencyNumber number;
        for (const auto& [name, value] : *table) {
            const auto text = value.value<std::string>();
            if (!text) {
                refuse(file, value, fmt::format("{} must be text", name.str()));
            }
            if (name == "label") {
                number.label = *text;
            } else if (name == "number") {
                number.number = *text;
            } else if (name == "note") {
                number.note = *text;
            } else {
                refuse(file, value, fmt::format("'{}' is no key of site.emergency; known are label, number, note", name.str()));
            }
        }
        out.site.emergency.push_back(std::move(number));
    }
}

void read_value(const std::filesystem::path& file, const std::string& key, const toml::node& node, Settings& out) {
    const auto* setting = setting_of(key);
    if (setting == nullptr) {
        refuse(file, node, fmt::format("there is no setting '{}'; known are {}", key, valid_keys()));
    }
    std::string text;
    if (const auto number = node.value_exact<std::int64_t>()) {
        text = std::to_string(*number);
    } else if (const auto words = node.value_exact<std::string>()) {
        text = *words;
    } else {
        refuse(file, node, fmt::format("{} must be text or a whole number", key));
    }
    try {
        setting->set(out, text);
    } catch (const std::invalid_argument& allowed) {
        refuse(file, node, fmt::format("{}: '{}' is not allowed; give {}", key, text, allowed.what()));
    }
}

void read_file(const std::filesystem::path& file, const std::string& text, Settings& out) {
    toml::table table;
    try {
        table = toml::parse(text, file.string());
    } catch (const toml::parse_error& error) {
        throw Error(ErrorCode::bad_request, fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
    for (const auto& [section, node] : table) {
        const auto* keys = node.as_table();
        if (keys == nullptr) {
            refuse(file, node, fmt::format("'{}' stands in no section; known are {}", section.str(), valid_keys()));
        }
        for (const auto& [name, value] : *keys) {
            const auto key = fmt::format("{}.{}", section.str(), name.str());
            if (key == "site.emergency") {
                read_emergency(file, value, out);
            } else {
                read_value(file, key, value, out);
            }
        }
    }
}

std::string environment_name(const std::string& key) {
    std::string name = "ANNAI_";
    for (const char c : key) {
        name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return name;
}

} // namespace

const std::vector<SettingInfo>& setting_infos() {
    static const std::vector<SettingInfo> infos = [] {
        std::vector<SettingInfo> all;
        for (const auto& setting : settings()) {
            all.push_back(setting.info);
        }
        return all;
    }();
    return infos;
}

Settings read_settings(const std::filesystem::path& file) {
    Settings read;
    std::string seen;
    for (const auto& setting : settings()) {
        setting.set(read, setting.info.fallback);
    }
    if (std::filesystem::exists(file)) {
        seen = base::read_file(file, 1U << 20);
        read_file(file, seen, read);
    }
    for (const auto& setting : settings()) {
        const auto name = environment_name(setting.info.key);
        if (const char* value = std::getenv(name.c_str())) {
            try {
                setting.set(read, value);
            } catch (const std::invalid_argument& allowed) {
                throw Error(ErrorCode::bad_request, fmt::format("{}: '{}' is not allowed; give {}", name, value, allowed.what()));
            }
            seen += name + "=" + value;
        }
    }
    read.digest = http::quick_hash(seen);
    return read;
}

std::string settings_template() {
    std::string text = "# Settings of this data folder. Every line shows a default; take away the # to change it.\n";
    std::string section;
    for (const auto& setting : settings()) {
        const auto dot = setting.info.key.find('.');
        if (setting.info.key.substr(0, dot) != section) {
            section = setting.info.key.substr(0, dot);
            text += fmt::format("\n[{}]\n", section);
        }
        const bool is_number = setting.info.fallback.find_first_not_of("0123456789") == std::string::npos && !setting.info.fallback.empty();
        text += fmt::format("# {}\n# {} = {}\n", setting.info.help, setting.info.key.substr(dot + 1),
                            is_number ? setting.info.fallback : "\"" + setting.info.fallback + "\"");
    }
    return text + "\n# Numbers under 「命にかかわるときは119」: only those that operate in the region.\n"
                  "# [[site.emergency]]\n# label = \"救急安心センター\"\n# number = \"#7119\"\n# note = \"救急車を呼ぶか迷うとき\"\n";
}

} // namespace annai::app
