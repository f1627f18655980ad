// annai_embed KIND NAMESPACE NAME OUT ROOT FILE…
//   sql, text  OUT/generated/NAME.hpp: `inline constexpr std::string_view <file_name>` for each file, and `all`
//   assets     OUT/generated/NAME.hpp and OUT/NAME.cpp: a table {path, bytes, gzip, etag}

#include <zlib.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot read " + path.string());
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_if_changed(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string identifier(const fs::path& file, bool keep_extension) {
    std::string name = keep_extension ? file.filename().string() : file.stem().string();
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
            c = '_';
        }
    }
    return std::isdigit(static_cast<unsigned char>(name[0])) != 0 ? "f_" + name : name;
}

// String literals are limited in length by some compilers, so long texts are written in pieces.
std::string raw_literal(const std::string& text) {
    constexpr std::size_t piece = 8000;
    std::string out;
    for (std::size_t at = 0; at < text.size() || at == 0; at += piece) {
        out += "R\"~~~(" + text.substr(at, piece) + ")~~~\"\n";
    }
    return out;
}

std::string escaped(const std::string& bytes) {
    static const char* digits = "01234567";
    std::string out = "\"";
    std::size_t column = 0;
    for (const char raw : bytes) {
        const auto c = static_cast<unsigned char>(raw);
        if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '?') {
            out += raw;
            column += 1;
        } else {
            out += '\\';
            out += digits[c >> 6];
            out += digits[(c >> 3) & 7];
            out += digits[c & 7];
            column += 4;
        }
        if (column > 4000) {
            out += "\"\n\"";
            column = 0;
        }
    }
    return out + "\"";
}

std::string gzip(const std::string& bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("zlib does not start");
    }
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) {
        throw std::runtime_error("zlib does not finish");
    }
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string fnv(const std::string& bytes) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    std::ostringstream text;
    text << std::hex << hash;
    return text.str();
}

void embed_texts(bool keep_extension, const std::string& ns, const fs::path& header, const fs::path& root,
                 const std::vector<std::string>& files) {
    std::ostringstream out;
    out << "// Generated from the files below " << root.filename().string() << ". Do not edit.\n#pragma once\n\n"
        << "#include <array>\n#include <string_view>\n#include <utility>\n\nnamespace " << ns << " {\n\n";
    std::ostringstream all;
    for (const auto& file : files) {
        const auto name = identifier(file, keep_extension);
        out << "inline constexpr std::string_view " << name << " =\n" << raw_literal(read(root / file)) << ";\n\n";
        all << "    std::pair<std::string_view, std::string_view>{\"" << file << "\", " << name << "},\n";
    }
    out << "/// Every file by its name, in the order given.\ninline constexpr std::array<std::pair<std::string_view, std::string_view>, "
        << files.size() << "> all{\n" << all.str() << "};\n\n} // namespace " << ns << "\n";
    write_if_changed(header, out.str());
}

void embed_assets(const std::string& ns, const std::string& name, const fs::path& out, const fs::path& root,
                  const std::vector<std::string>& files) {
    std::ostringstream header;
    header << "// Generated. Do not edit.\n#pragma once\n\n#include <span>\n#include <string_view>\n\nnamespace " << ns
           << " {\n\n/// A file of the pages, with its gzip form and a strong ETag (quoted).\nstruct Asset {\n"
           << "    std::string_view path, bytes, gzip, etag;\n};\nstd::span<const Asset> assets();\n\n} // namespace " << ns
           << "\n";
    write_if_changed(out / "generated" / (name + ".hpp"), header.str());
    std::ostringstream code;
    code << "#include \"generated/" << name << ".hpp\"\n\nnamespace " << ns << " {\nnamespace {\nusing namespace std::string_view_literals;\nconstexpr Asset table[] = {\n";
    for (const auto& file : files) {
        const auto bytes = read(root / file);
        code << "{\"" << file << "\"sv,\n" << escaped(bytes) << "sv,\n" << escaped(gzip(bytes)) << "sv,\n\"\\\""
             << fnv(bytes) << "\\\"\"sv},\n";
    }
    code << "};\n} // namespace\nstd::span<const Asset> assets() { return table; }\n} // namespace " << ns << "\n";
    write_if_changed(out / (name + ".cpp"), code.str());
}

} // namespace

int main(int count, char** words) {
    try {
        if (count < 6) {
            throw std::runtime_error("usage: annai_embed KIND NAMESPACE NAME OUT ROOT FILE...");
        }
        const std::string kind = words[1];
        const std::string ns = words[2];
        const std::string name = words[3];
        const fs::path out = words[4];
        const fs::path root = words[5];
        const std::vector<std::string> files(words + 6, words + count);
        if (kind == "assets") {
            embed_assets(ns, name, out, root, files);
        } else {
            embed_texts(kind == "text", ns, out / "generated" / (name + ".hpp"), root, files);
        }
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "annai_embed: " << error.what() << "\n";
        return 1;
    }
}
