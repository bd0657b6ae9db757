#include "results/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "results/refuse.hpp"

namespace raffinate::results {

std::string hash_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) refuse(path, "cannot be read", "");
  // FNV-1a, 64 bit: recognises files, does not protect against forgery.
  std::uint64_t hash = 0xcbf29ce484222325;
  constexpr std::uint64_t prime = 0x100000001b3;
  std::array<char, 65536> block{};
  while (file.read(block.data(), block.size()), file.gcount() > 0)
    for (std::streamsize i = 0; i < file.gcount(); ++i)
      hash = (hash ^ static_cast<unsigned char>(block[static_cast<std::size_t>(i)])) * prime;
  return fmt::format("fnv1a64:{:016x}", hash);
}

std::vector<std::pair<std::string, std::string>> hash_folder(const std::filesystem::path& folder) {
  std::vector<std::pair<std::string, std::string>> result;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      result.emplace_back(entry.path().lexically_relative(folder).generic_string(), hash_file(entry.path()));
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace raffinate::results
