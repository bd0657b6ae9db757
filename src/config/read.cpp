#include "config/read.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>

#include "config/text_checks.hpp"
#include "config/tree_builder.hpp"

namespace raffinate::config {
namespace {

constexpr std::size_t largest_file = 10'000'000;  ///< [bytes]; a plant takes some ten thousand

std::optional<std::string> load(const std::filesystem::path& path, base::Problems& problems) {
  const auto refuse = [&](const std::string& message, const std::string& remedy) {
    problems.add({base::whole_file(path.string()), "", message, remedy});
    return std::nullopt;
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return refuse("this is a folder, not a file", "name a YAML file in it");
  std::ifstream file(path, std::ios::binary);
  if (!file) return refuse(std::string("cannot read the file: ") + std::strerror(errno), "check the name and the permissions");
  // Read piece by piece, beyond what is allowed, instead of asking for the size, which pipes do not have.
  std::string text;
  std::array<char, 1 << 16> piece;
  do {
    file.read(piece.data(), piece.size());
    text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
  } while (file && text.size() <= largest_file);
  if (text.size() > largest_file) {
    return refuse("the file is larger than 10 MB", "is this a plant description, or a result or data file?");
  }
  if (file.bad()) return refuse("the file could not be read to its end", "");
  return text;
}

}  // namespace

Node read_file(const std::filesystem::path& path, base::Problems& problems) {
  const std::optional<std::string> text = load(path, problems);
  return text ? parse(*text, path.string(), problems) : Node();
}

Node parse(const std::string& text, const std::string& name, base::Problems& problems) {
  constexpr const char* byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) return parse(text.substr(std::strlen(byte_order_mark)), name, problems);
  if (!check_characters(text, name, problems)) return {};
  problems.register_text(name, text);
  if (!check_layout(text, name, problems)) return {};
  const auto tree = build_tree(text, {name, 1, 1}, problems);
  return tree ? Node(tree, "") : Node();
}

}  // namespace raffinate::config
