#pragma once
#include <string>

namespace raffinate::cli {

/// "0.1.0".
std::string version();
/// Commit the program was built from, "unknown" outside a repository.
std::string source_revision();
/// Both, for --version.
std::string version_text();

}  // namespace raffinate::cli
