#include "formats/file_kind.hpp"

#include "base/text.hpp"

#include <array>
#include <utility>

namespace annai::formats {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::string_view bytes;
    FileKind kind;
    const char* description;
};

constexpr std::array signatures{
    Signature{"PK\x03\x04"sv, FileKind::zip, "a zip archive"},
    Signature{"PK\x05\x06"sv, FileKind::other, "an empty zip archive"},
    Signature{"\x1F\x8B"sv, FileKind::gzip, "a gzip file"},
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, FileKind::office_binary, "an old or encrypted Office file"},
    Signature{"%PDF"sv, FileKind::other, "a PDF document"},
    Signature{"7z\xBC\xAF\x27\x1C"sv, FileKind::other, "a 7z archive"},
    Signature{"Rar!"sv, FileKind::other, "a RAR archive"},
    Signature{"\xFD"
              "7zXZ"sv,
              FileKind::other, "an xz file"},
    Signature{"\x28\xB5\x2F\xFD"sv, FileKind::other, "a Zstandard file"},
    Signature{"BZh"sv, FileKind::other, "a bzip2 file"},
    Signature{"SQLite format 3"sv, FileKind::other, "a database"},
    Signature{"\x89PNG"sv, FileKind::other, "a picture"},
    Signature{"\xFF\xD8\xFF"sv, FileKind::other, "a picture"},
    Signature{"{\\rtf"sv, FileKind::other, "an RTF document"},
};

} // namespace

KindOfFile kind_of(std::string_view head) {
    if (head.empty()) {
        return {FileKind::empty, "an empty file"};
    }
    for (const Signature& signature : signatures) {
        if (head.starts_with(signature.bytes)) {
            return {signature.kind, signature.description};
        }
    }
    if (head.size() > 262 && head.substr(257, 5) == "ustar") {
        return {FileKind::other, "a tar archive"};
    }
    if (head.size() > 6 && head.substr(2, 3) == "-lh") {
        return {FileKind::other, "an LZH archive"};
    }
    std::string_view text = head.starts_with("\xEF\xBB\xBF") ? head.substr(3) : head;
    text = base::trim(text);
    const std::string begin = base::fold(text.substr(0, 64));
    if (begin.starts_with("<!doctypehtml") || begin.starts_with("<html")) {
        return {FileKind::other, "a web page (perhaps an error page instead of the download)"};
    }
    if (begin.starts_with("<?xml") || begin.starts_with("<!doctype")) {
        return {FileKind::other, "an XML document"};
    }
    if (begin.starts_with("{\"") || begin.starts_with("[{") || begin.starts_with("[[")) {
        return {FileKind::other, "a JSON document"};
    }
    return {FileKind::text, "text"};
}

} // namespace annai::formats
