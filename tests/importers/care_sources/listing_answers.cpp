#include "listing_support.hpp"

using namespace annai;
using namespace annai::tests;
using facility::Answer;
using facility::Basis;

namespace {

const std::string base_mapping = R"(
[record]
key = ["施設名"]
[values]
name = "施設名"
)";

const facility::CapabilityStatement& only_answer(const Collector& seen) {
    REQUIRE(seen.records.size() == 1);
    REQUIRE(seen.records[0].capabilities.size() == 1);
    return seen.records[0].capabilities[0];
}

/// What one cell comes to with `extra` in the mapping of the capability.
Collector answered(const std::string& cell, const std::string& extra = "", const std::string& more = "") {
    return Listing("施設名,呼吸器,根拠,日,条件,期間\nあ,\"" + cell + "\",届出あり,2026/3/31,昼間,2025年度\n",
                   base_mapping + "[[capability]]\ncode = \"ventilator\"\nqualifier = \"tppv\"\ncolumn = \"呼吸器\"\n" + extra + more)
        .read();
}

} // namespace

TEST_CASE("the usual marks for yes, conditional and no are known") {
    for (const char* cell : {"○", "〇", "◯", "◎", "可", "有", "あり", "はい", "対応可", "Yes", "ｙｅｓ", "1", "１", " ○ "}) {
        CAPTURE(cell);
        CHECK(only_answer(answered(cell)).answer == Answer::yes);
    }
    for (const char* cell : {"△", "要相談", "応相談", "条件付き", "一部"}) {
        CAPTURE(cell);
        CHECK(only_answer(answered(cell)).answer == Answer::conditional);
    }
    for (const char* cell : {"×", "✕", "不可", "無", "なし", "いいえ", "no", "0"}) {
        CAPTURE(cell);
        CHECK(only_answer(answered(cell)).answer == Answer::no);
    }
}

TEST_CASE("blank, dash and no answer say nothing, and never no") {
    for (const char* cell : {"", " ", "-", "－", "―", "ー", "未回答", "不明"}) {
        CAPTURE(cell);
        const Collector seen = answered(cell);
        REQUIRE(seen.records.size() == 1);
        CHECK(seen.records[0].capabilities.empty());
    }
}

TEST_CASE("an answer carries code, qualifier, basis, date, note and period") {
    const Collector seen = answered("○", "basis = { fixed = \"record\" }\ndate = \"日\"\nnote = \"条件\"\nperiod = \"期間\"\n");
    const auto& answer = only_answer(seen);
    CHECK(answer.code == "ventilator");
    CHECK(answer.qualifier == "tppv");
    CHECK(answer.basis == Basis::record);
    REQUIRE(answer.date.has_value());
    CHECK(base::to_iso(*answer.date) == "2026-03-31");
    CHECK(answer.note == "昼間");
    CHECK(answer.period == "2025年度");
}

TEST_CASE("a notified or planned answer is never a yes, whatever the cell says") {
    for (const char* cell : {"○", "△", "1"}) {
        for (const char* basis : {"{ fixed = \"notified\" }", "{ fixed = \"planned\" }", "\"根拠\""}) {
            CAPTURE(cell);
            CAPTURE(basis);
            const Collector seen = answered(cell, std::string("basis = ") + basis + "\n");
            CHECK(only_answer(seen).answer == Answer::unknown);
            CHECK(seen.remarks.at("claim_reduced") == 1);
        }
    }
    // Not notified says nothing about what is done, least of all that it is notified.
    const Collector none = answered("×", "basis = { fixed = \"notified\" }\n");
    CHECK(none.records.at(0).capabilities.empty());
}

TEST_CASE("without a stated basis an answer is the facility's own, or the coordinator's in a coordinator's list") {
    CHECK(only_answer(answered("○")).basis == Basis::self_reported);
    const Listing listing("施設名,呼吸器\nあ,○\n", base_mapping + "[[capability]]\ncode=\"ventilator\"\ncolumn=\"呼吸器\"\n",
                          "[source]\ncode=\"a\"\ntitle=\"b\"\nkind=\"coordinator\"\n");
    CHECK(only_answer(listing.read()).basis == Basis::coordinator);
}

TEST_CASE("open data must state the basis of its answers") {
    const Listing listing("施設名,呼吸器\nあ,○\n", base_mapping + "[[capability]]\ncode=\"ventilator\"\ncolumn=\"呼吸器\"\n",
                          "[source]\ncode=\"a\"\ntitle=\"b\"\nkind=\"open_data\"\n");
    CHECK(contains(listing.error(), "basis"));
}

TEST_CASE("an answer that no map knows rejects the row with column and word") {
    const Collector seen = answered("☆");
    CHECK(seen.records.empty());
    REQUIRE(seen.rejects.size() == 1);
    CHECK(seen.rejects[0].column == "呼吸器");
    CHECK(contains(seen.rejects[0].reason, "☆"));
}

TEST_CASE("an unknown answer can be kept as a note, and is then no answer") {
    const Collector seen = answered("夜間は応じかねます", "", "[answers]\nunknown = \"note\"\n");
    CHECK(only_answer(seen).answer == Answer::unknown);
    CHECK(only_answer(seen).note == "夜間は応じかねます");
    CHECK(seen.remarks.at("answer_unknown") == 1);
}

TEST_CASE("answers have maps of their own, and the list has one for all") {
    CHECK(only_answer(answered("☆", "answers = { \"☆\" = \"conditional\" }\n")).answer == Answer::conditional);
    CHECK(only_answer(answered("☆", "", "[answers.map]\n\"☆\" = \"no\"\n")).answer == Answer::no);
    // The capability's own map is the nearer one, and both overrule the usual words.
    CHECK(only_answer(answered("◎", "answers = { \"◎\" = \"conditional\" }\n", "[answers.map]\n\"◎\" = \"no\"\n")).answer ==
          Answer::conditional);
    CHECK(answered("☆", "answers = { \"☆\" = \"\" }\n").records.at(0).capabilities.empty());
}

TEST_CASE("a yes with words in brackets is a yes under that condition") {
    const auto seen = answered("○（日中のみ）");
    CHECK(only_answer(seen).answer == Answer::conditional);
    CHECK(only_answer(seen).note == "日中のみ");
    CHECK(only_answer(answered("×（準備中）")).answer == Answer::no);
    CHECK(answered("☆（日中のみ）").rejects.size() == 1);
}

TEST_CASE("a basis or date that cannot be read rejects the row") {
    const Listing basis("施設名,呼吸器,根拠\nあ,○,うわさ\n",
                        base_mapping + "[[capability]]\ncode=\"ventilator\"\ncolumn=\"呼吸器\"\nbasis=\"根拠\"\n");
    CHECK(basis.read().rejects.at(0).column == "根拠");
    const Listing date("施設名,呼吸器,日\nあ,○,先月\n",
                       base_mapping + "[[capability]]\ncode=\"ventilator\"\ncolumn=\"呼吸器\"\ndate=\"日\"\n");
    CHECK(date.read().rejects.at(0).column == "日");
}

TEST_CASE("a wide table maps many columns at once, and known headers by themselves") {
    const Listing listing("施設名,訪診,胃ろう,看取り,人工呼吸器（TPPV）,皮膚科\nあ,○,△,×,○,○\n", base_mapping + R"(
[capabilities]
basis = { fixed = "self_reported" }
date = { fixed = "2026-03-31" }
known_columns = true
[capabilities.columns]
"訪診" = "home_visit"
"胃ろう" = "tube_feeding/gastrostomy"
)");
    const Collector seen = listing.read();
    const auto& answers = seen.only().capabilities;
    REQUIRE(answers.size() == 4); // 皮膚科 alone is no statement about visits
    CHECK(answers[0].code == "home_visit");
    CHECK(answers[1].qualifier == "gastrostomy");
    CHECK(answers[1].answer == Answer::conditional);
    CHECK(answers[2].code == "terminal_care");
    CHECK(answers[2].answer == Answer::no);
    CHECK(answers[3].code == "ventilator");
    CHECK(answers[3].qualifier == "tppv");
    CHECK(base::to_iso(*answers[3].date) == "2026-03-31");
}

TEST_CASE("in the long form the rows of one key form one record") {
    const Listing listing("番号,施設名,項目,細目,回答,根拠,日\n"
                          "1,あ,人工呼吸器,TPPV,○,本人回答,2026-01-05\n"
                          "2,い,home_visit,,○,届出あり,\n"
                          "1,あ,経管栄養,胃瘻,△,実績あり,\n"
                          "1,あ,看取り,,,本人回答,\n"
                          "1,あ,謎の項目,,○,本人回答,\n"
                          "1,べつの名,褥瘡,,○,本人回答,\n",
                          R"(
[record]
key = ["番号"]
[values]
name = "施設名"
[long]
capability = "項目"
qualifier = "細目"
answer = "回答"
basis = "根拠"
date = "日"
)");
    const Collector seen = listing.read();
    REQUIRE(seen.records.size() == 2);
    const facility::SourceRecord& first = seen.records[0];
    CHECK(first.rows == 3);
    CHECK(first.line == 2);
    REQUIRE(first.capabilities.size() == 2);
    CHECK(first.capabilities[0].code == "ventilator");
    CHECK(first.capabilities[0].qualifier == "tppv");
    CHECK(first.capabilities[1].basis == Basis::record);
    CHECK(seen.records[1].capabilities.at(0).answer == Answer::unknown);
    REQUIRE(seen.rejects.size() == 2);
    CHECK(contains(seen.rejects[0].reason, "謎の項目"));
    CHECK(contains(seen.rejects[1].reason, "べつの名"));
}

TEST_CASE("contradicting answers of one facility reject the row that contradicts") {
    const Listing listing("番号,施設名,項目,回答\n1,あ,人工呼吸器,○\n1,あ,人工呼吸器,×\n1,あ,人工呼吸器,○\n",
                          "[record]\nkey=[\"番号\"]\n[values]\nname=\"施設名\"\n[long]\ncapability=\"項目\"\nanswer=\"回答\"\n");
    const Collector seen = listing.read();
    CHECK(seen.only().capabilities.size() == 1);
    CHECK(seen.only().capabilities[0].answer == Answer::yes);
    CHECK(seen.rejects.size() == 1);
    CHECK(seen.only().rows == 2);
}
