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
  std::string working_folder;  ///< in which relative paths are meant
  std::string flowsheet_path;
  std::string flowsheet;       ///< text, verbatim
  std::string options = "{}";  ///< resolved options, JSON
  std::vector<std::pair<std::string, std::string>> data_files;  ///< path, hash
  std::string database_path, database_hash;  ///< of the PHREEQC database; empty: the project's data
  std::vector<std::string> overrides;        ///< as given by --set, "path=value"
  std::vector<double> resumed_at;            ///< times at which the run was taken up again [s]
  double checkpoint_interval = 0;            ///< between restart points [s]; 0: none but output times
  std::uint64_t seed = 0;
};

class ResultFile;
/// The manifest of a results file; what older files do not have is empty.
[[nodiscard]] Manifest read_manifest(const ResultFile& results);

/// Content of a file as "fnv1a64:0123456789abcdef". Throws base::InputError if it cannot be read.
[[nodiscard]] std::string hash_file(const std::filesystem::path& path);

/// Path and hash of every file below a folder, sorted by path; paths are relative to the folder.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> hash_folder(const std::filesystem::path& folder);

}  // namespace raffinate::results
