#pragma once

#include <string>

namespace raffinate::cli {

/// Prints the "elements", dissolved "species" or "phases" of a database in PHREEQC's format, then what was
/// read over: a summary by block, and the lines.
void list_phreeqc(const std::string& what, const std::string& file);

}  // namespace raffinate::cli
