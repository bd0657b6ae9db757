#pragma once

#include <filesystem>

namespace raffinate::base {

/// Folder of the thermodynamic data: the environment variable RAFFINATE_DATA, else the one given at compile time.
[[nodiscard]] std::filesystem::path data_directory();

}  // namespace raffinate::base
