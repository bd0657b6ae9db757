#include "results/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "results/refuse.hpp"
#include "results/result_file.hpp"

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

Manifest read_manifest(const ResultFile& results) {
  const Hdf5Reader& file = results.file();
  const std::string at = "/manifest/";
  const auto text = [&](const char* name) { return file.exists(at + name) ? file.text(at + name) : std::string(); };
  const auto numbers = [&](const char* name) {
    return file.exists(at + name) ? file.numbers(at + name) : std::vector<double>();
  };
  Manifest m;
  m.program_version = file.text_attribute("/", "program_version");
  m.source_revision = file.text_attribute("/", "source_revision");
  m.command_line = text("command_line");
  m.working_folder = text("working_folder");
  m.flowsheet_path = text("flowsheet_path");
  m.flowsheet = text("flowsheet");
  m.options = text("options");
  m.database_path = text("database_path");
  m.database_hash = text("database_hash");
  const auto paths = file.texts(at + "data_files/path"), hashes = file.texts(at + "data_files/hash");
  for (std::size_t i = 0; i < std::min(paths.size(), hashes.size()); ++i) m.data_files.emplace_back(paths[i], hashes[i]);
  if (file.exists(at + "overrides")) m.overrides = file.texts(at + "overrides");
  m.resumed_at = numbers("resumed_at");
  const auto interval = numbers("checkpoint_interval");
  m.checkpoint_interval = interval.empty() ? 0.0 : interval[0];
  m.seed = static_cast<std::uint64_t>(file.numbers(at + "seed").at(0));
  return m;
}

}  // namespace raffinate::results
