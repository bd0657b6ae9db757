#include "cli/study_file.hpp"

#include <fmt/core.h>

#include <filesystem>

#include "base/data_directory.hpp"
#include "cli/version.hpp"

namespace raffinate::cli {

std::string output_path(const std::string& flowsheet, const std::string& wanted) {
  return wanted.empty() ? std::filesystem::path(flowsheet).stem().string() + ".h5" : wanted;
}

results::Manifest manifest_of(const flowsheet::Flowsheet& sheet, const std::string& command_line) {
  results::Manifest manifest;
  manifest.program_version = version();
  manifest.source_revision = source_revision();
  manifest.command_line = command_line;
  manifest.working_folder = std::filesystem::current_path().string();
  manifest.flowsheet_path = sheet.file;
  manifest.flowsheet = sheet.text;
  manifest.options = fmt::format(
      R"({{"duration": {}, "output_interval": {}, "relative_tolerance": {}, "max_step": {}, "strict": {}}})",
      sheet.run.duration, sheet.run.output_interval, sheet.run.relative_tolerance, sheet.run.max_step, sheet.run.strict);
  manifest.data_files = results::hash_folder(base::data_directory());
  manifest.overrides = sheet.overrides;
  if (!sheet.database.empty()) {
    manifest.database_path = sheet.database;
    manifest.database_hash = results::hash_file(sheet.database);
  }
  return manifest;
}

}  // namespace raffinate::cli
