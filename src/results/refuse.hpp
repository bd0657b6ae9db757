#pragma once
#include <filesystem>
#include <string>

namespace raffinate::results {

/// Throws base::InputError about a file as a whole.
[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& message, const std::string& remedy);

}  // namespace raffinate::results
