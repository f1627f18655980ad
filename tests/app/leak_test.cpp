#include "data_fixture.hpp"

#include "facility/vocabulary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

// Through the whole chain: what only professionals, or only coordinators, may see bears a mark where it is said, and the
// mark is looked for in everything that the public can get hold of.
//
//   pro  in what professionals see      coo  in what only coordinators see
//
//   一 facility, consent public         professional fields, persons, capabilities: pro; coordinators' fields: coo
//   二 facility, consent professional   everything: pro          三 consent none, 四 not stated: everything: coo
//   五 care office (published) + a row of a list with consent professional: the row's statements: pro

using namespace annai;
using namespace annai::tests;
using facility::Visibility;
using facility::Vocabulary;

namespace {

/// A mark that fits the kind of value; unlike anything else in the data. `secret` is pro or coo.
std::string mark(const std::string& secret, const std::string& what, const std::string& type = "text") {
    static std::map<std::string, int> numbers;
    const auto [entry, is_new] = numbers.emplace(secret + what, static_cast<int>(numbers.size()) + 1001);
    const auto number = std::to_string(entry->second);
    if (type == "phone") {
        return "0999-71-" + number;
    }
    if (type == "count") {
        return "719" + number;
    }
    if (type == "email") {
        return "zq" + secret + number + "@example.jp";
    }
    if (type == "url") {
        return "https://zq" + secret + number + ".example.org/";
    }
    return "zq" + secret + number;
}

struct Marks {
    std::set<std::string> professional, coordinator;
};

std::string csv_of(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) {
        line += (line.empty() ? "" : ",") + cell;
    }
    return line + "\n";
}

/// The list with facility 一: one column for every field and capability that the public may not see.
void write_public_list(const TemporaryFolder& folder, Marks& marks) {
    std::string header = "No,施設名,所在地,緯度,経度,掲載";
    std::string row = "1,いちばん診療所,案内県見本市中央一丁目1,36.70,135.35,住民にも可";
    std::string mapping = "[source]\ncode = \"one\"\ntitle = \"公開の一覧\"\n[record]\nkey = [\"No\"]\n[kinds]\nfixed = [\"clinic\"]\n"
                          "[address]\ntext = \"所在地\"\n[position]\nlat = \"緯度\"\nlon = \"経度\"\n[consent]\ncolumn = \"掲載\"\n"
                          "[[person]]\nrole = \"窓口\"\nname = \"p_name\"\nphone = \"p_phone\"\nemail = \"p_email\"\nnote = \"p_note\"\n";
    const auto add = [&](const std::string& name, const std::string& cell, std::set<std::string>& where, const std::string& marked) {
        header += "," + name;
        row += "," + cell;
        where.insert(marked);
    };
    for (const std::string part : {"name", "note"}) {
        add("p_" + part, mark("pro", "p_" + part), marks.professional, mark("pro", "p_" + part));
    }
    add("p_phone", mark("pro", "p_phone", "phone"), marks.professional, mark("pro", "p_phone", "phone"));
    add("p_email", mark("pro", "p_email", "email"), marks.professional, mark("pro", "p_email", "email"));
    std::string capabilities;
    for (const auto& capability : Vocabulary::get().capabilities()) {
        std::vector<std::string> qualifiers{""};
        for (const auto& qualifier : capability.qualifiers) {
            qualifiers.push_back(qualifier.code);
        }
        for (const auto& qualifier : qualifiers) {
            const bool hidden = capability.visibility == Visibility::professional || capability.visibility == Visibility::coordinator;
            if (!hidden && qualifier != "own_patients") {
                continue;
            }
            const bool coordinator = capability.visibility == Visibility::coordinator;
            const auto name = "c_" + capability.code + "_" + qualifier;
            const auto marked = mark(coordinator ? "coo" : "pro", name);
            add(name, "○（" + marked + "）", coordinator ? marks.coordinator : marks.professional, marked);
            capabilities += "[[capability]]\ncode = \"" + capability.code + "\"\ncolumn = \"" + name + "\"\n" +
                            (qualifier.empty() ? "" : "qualifier = \"" + qualifier + "\"\n");
        }
    }
    std::string values = "[values]\nname = \"施設名\"\n";
    for (const auto& field : Vocabulary::get().fields()) {
        const bool coordinator = field.visibility == Visibility::coordinator;
        if (field.personal || (!coordinator && field.visibility != Visibility::professional)) {
            continue;
        }
        const auto marked = mark(coordinator ? "coo" : "pro", "f_" + field.code, field.type);
        add("f_" + field.code, marked, coordinator ? marks.coordinator : marks.professional, marked);
        values += field.code + " = \"f_" + field.code + "\"\n";
    }
    folder.file("one.csv", header + "\n" + row + "\n");
    folder.file("one.toml", mapping + values + capabilities);
}

/// A list in which everything that is said is marked; `secret` for the list itself.
void write_hidden_list(const TemporaryFolder& folder, const std::string& code, const std::string& secret,
                       const std::vector<std::vector<std::string>>& rows, std::set<std::string>& marks) {
    std::string text = "No,番号,名称,所在地,電話,内容,URL,時間,地域,状況,補足,緯度,経度,掲載\n";
    for (const auto& row : rows) {
        const auto m = [&](const std::string& what, const std::string& type = "text") {
            const auto marked = mark(secret, code + row[0] + what, type);
            marks.insert(marked);
            return marked;
        };
        // One with an office's number is to be matched to that office, so it bears its name and address.
        text += csv_of({row[0], row[1], row[1].empty() ? m("name") + row[2] : row[2], row[1].empty() ? "案内県見本市" + m("address") : "案内県見本市港町1番地",
                        m("phone", "phone"), m("text"), m("url", "url"), m("hours"), m("area"), row[3], row[3].empty() ? "" : m("status"), "36.7365", "135.3462",
                        row[4]});
    }
    folder.file(code + ".csv", text);
    marks.insert(mark(secret, code + "title"));
    folder.file(code + ".toml", "[source]\ncode = \"" + code + "\"\ntitle = \"" + mark(secret, code + "title") + "\"\nattribution = \"" + mark(secret, code + "title") +
                                    "\"\n[record]\nkey = [\"No\"]\n[identifiers]\nkaigo_office = \"番号\"\n[kinds]\nfixed = [\"home_help\"]\n"
                                    "[values]\nname = \"名称\"\nphone = \"電話\"\ndescription = \"内容\"\nurl = \"URL\"\noperator_name = \"内容\"\n"
                                    "[address]\ntext = \"所在地\"\n[position]\nlat = \"緯度\"\nlon = \"経度\"\n[[hours]]\npurpose = \"office\"\ntext = \"時間\"\n"
                                    "[[coverage]]\ntype = \"text\"\ncolumn = \"地域\"\n[status]\ncolumn = \"状況\"\nnote = \"補足\"\n[consent]\ncolumn = \"掲載\"\n");
}

std::filesystem::path load(const TemporaryFolder& folder, Marks& marks) {
    write_public_list(folder, marks);
    write_hidden_list(folder, "two", "pro", {{"2", "", "に", "休止", "関係者のみ"}, {"5", "9971000005", "ごばん事業所", "休止", "関係者のみ"}}, marks.professional);
    write_hidden_list(folder, "three", "coo", {{"3", "", "さん", "休止", "掲載しない"}, {"4", "", "よん", "", ""}}, marks.coordinator);
    std::string care = bytes_of(source_dir() / "importers/sample_region/care/jigyosho_110.csv");
    care.erase(care.find('\n') + 1);
    care += "992011,9971000005,案内県,見本市,ごばん事業所,ゴバンジギョウショ,訪問介護,見本市港町1番地,,36.7365,135.3462,0999-00-0005,,,社会福祉法人ごばん,9971000005,平日,,0,,,,,\r\n";
    const auto data = folder / "data";
    REQUIRE(annai_run(data, {"init"}).status == 0);
    REQUIRE(annai_run(data, {"import", "mhlw_care", folder.file("jigyosho_110.csv", care).string()}).status == 0);
    for (const std::string list : {"one", "two", "three"}) {
        const auto done = annai_run(data, {"import", "listing", "--mapping", (folder / (list + ".toml")).string(), (folder / (list + ".csv")).string()});
        CAPTURE(done.out + done.err);
        REQUIRE(done.status == 0);
        REQUIRE(done.said("rejected 0"));
    }
    REQUIRE(annai_run(data, {"publish"}).status == 0);
    return data;
}

struct Chain {
    TemporaryFolder folder;
    Marks marks;
    std::filesystem::path data = load(folder, marks);
    std::string edition(const std::string& audience) const { return bytes_of(data / "editions" / audience / "1" / (audience + ".db")); }
};

const Chain& chain() {
    static const Chain loaded;
    return loaded;
}

bool holds(const std::string& bytes, const std::string& text) {
    return bytes.find(text) != std::string::npos;
}

void check_clean(const Answer& answer) {
    for (const auto& marks : {chain().marks.professional, chain().marks.coordinator}) {
        for (const auto& mark : marks) {
            CAPTURE(mark);
            CHECK_FALSE(holds(answer.body, mark));
            CHECK_FALSE(holds(answer.head, mark));
        }
    }
}

std::vector<std::string> public_ids(const std::filesystem::path& edition) {
    sqlite::Database database(edition, sqlite::OpenMode::immutable);
    auto statement = database.prepare("SELECT public_id FROM facility");
    std::vector<std::string> ids;
    while (statement.step()) {
        ids.push_back(statement.text(0));
    }
    return ids;
}

} // namespace

TEST_CASE("no byte of the public edition says what only professionals or coordinators may know") {
    CHECK(chain().marks.professional.size() > 60);
    CHECK(chain().marks.coordinator.size() > 15);
    const auto bytes = chain().edition("public");
    CHECK(holds(bytes, "いちばん診療所"));
    CHECK(holds(bytes, "ごばん事業所"));
    for (const auto& marks : {chain().marks.professional, chain().marks.coordinator}) {
        for (const auto& mark : marks) {
            CAPTURE(mark);
            CHECK_FALSE(holds(bytes, mark));
        }
    }
}

TEST_CASE("the professional edition holds what professionals may know and nothing of the coordinators'") {
    const auto bytes = chain().edition("professional");
    for (const auto& mark : chain().marks.professional) {
        CAPTURE(mark);
        CHECK(holds(bytes, mark));
    }
    for (const auto& mark : chain().marks.coordinator) {
        CAPTURE(mark);
        CHECK_FALSE(holds(bytes, mark));
    }
}

TEST_CASE("the coordinators' edition holds everything") {
    const auto bytes = chain().edition("coordinator");
    for (const auto& marks : {chain().marks.professional, chain().marks.coordinator}) {
        for (const auto& mark : marks) {
            CAPTURE(mark);
            CHECK(holds(bytes, mark));
        }
    }
}

TEST_CASE("no public address answers with what is marked, in any format, nor can it be searched for") {
    Served served(Served::over(chain().data));
    const auto ids = public_ids(chain().data / "editions/public/1/public.db");
    CHECK(ids.size() == 2);
    std::vector<std::string> targets{"/", "/about", "/facilities", "/facilities.json", "/facilities.geojson", "/facilities.csv",
                                     "/facilities?kind=clinic", "/facilities?capability=backup_bed", "/facilities.json?capability=backup_bed",
                                     "/facilities.json?capability=contact_24h:own_patients", "/areas.geojson", "/healthz", "/nowhere",
                                     "/facilities/zzzzzzzzzz", "/facilities?bbox=1", "/facilities.json?nonsense=1"};
    for (const int zoom : {0, 5, 10, 14, 17, 19}) {
        targets.push_back("/clusters?zoom=" + std::to_string(zoom));
        targets.push_back("/clusters?kind=clinic&zoom=" + std::to_string(zoom));
    }
    for (const auto& id : ids) {
        for (const std::string format : {"", ".json", ".geojson"}) {
            targets.push_back("/facilities/" + id + format);
        }
    }
    for (const auto& target : targets) {
        CAPTURE(target);
        check_clean(served.get(target));
    }
    for (const auto& marks : {chain().marks.professional, chain().marks.coordinator}) {
        for (const auto& mark : marks) {
            CAPTURE(mark);
            const auto found = served.get("/facilities.json?q=" + mark.substr(0, mark.find('@')));
            CHECK(found.has("\"total\":0"));
        }
    }
}

TEST_CASE("what a hidden statement says has no effect on what the public sees of the same facility") {
    Served served(Served::over(chain().data));
    const auto all = nlohmann::json::parse(served.get("/facilities.json").body);
    bool seen = false;
    for (const auto& facility : all["facilities"]) {
        if (facility["name"] == "ごばん事業所") {
            seen = true;
            CHECK(facility["status"] == "open"); // the list says that it rests
            CHECK(facility["sources"] == nlohmann::json{"mhlw_care"});
            CHECK(facility["fields"]["phone"]["value"] == "0999-00-0005");
            CHECK_FALSE(facility.contains("persons"));
        }
        if (facility["name"] == "いちばん診療所") {
            CHECK(facility.value("night_for_contracted", false));
            CHECK_FALSE(facility.contains("persons"));
        }
    }
    CHECK(seen);
    CHECK(served.get("/facilities.json?capability=backup_bed").has("\"total\":0"));
    CHECK(served.get("/facilities.json?capability=contact_24h").has("\"total\":0"));
}

TEST_CASE("a facility that only others may see answers like one that does not exist") {
    Served served(Served::over(chain().data));
    const auto shown = public_ids(chain().data / "editions/public/1/public.db");
    const auto unknown = served.get("/facilities/zzzzzzzzzz");
    const auto unknown_data = served.get("/facilities/zzzzzzzzzz.json");
    std::size_t hidden = 0;
    for (const auto& id : public_ids(chain().data / "editions/coordinator/1/coordinator.db")) {
        if (std::find(shown.begin(), shown.end(), id) == shown.end()) {
            ++hidden;
            const auto page = served.get("/facilities/" + id);
            CHECK(page.status == 404);
            CHECK(page.head == unknown.head);
            CHECK(page.body == unknown.body);
            CHECK(served.get("/facilities/" + id + ".json").body == unknown_data.body);
        }
    }
    CHECK(hidden == 3);
}

TEST_CASE("the public export holds nothing that is marked") {
    const TemporaryFolder folder;
    for (const std::string format : {"csv", "json", "geojson"}) {
        CAPTURE(format);
        const auto file = folder / ("all." + format);
        REQUIRE(annai_run(chain().data, {"export", file.string()}).status == 0);
        check_clean({200, "", {}, bytes_of(file)});
    }
}
