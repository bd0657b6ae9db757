#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace raffinate::results {

/// Everything needed to repeat a run and to recognise it.
struct Manifest {
  std::string study = "run";   ///< what was asked: "run" or "steady"
  std::string program_version;
  std::string source_revision;
  std::string command_line;
  std::string flowsheet_path;
  std::string flowsheet;       ///< text, verbatim
  std::string options = "{}";  ///< resolved options, JSON
  std::vector<std::pair<std::string, std::string>> data_files;  ///< path, hash
  std::uint64_t seed = 0;
};

/// Content of a file as "fnv1a64:0123456789abcdef". Throws base::InputError if it cannot be read.
[[nodiscard]] std::string hash_file(const std::filesystem::path& path);

/// Path and hash of every file below a folder, sorted by path; paths are relative to the folder.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> hash_folder(const std::filesystem::path& folder);

}  // namespace raffinate::results
