#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace raffinate::cli {

/// Throws base::InputError where a word of the command line is empty: a variable of a script that is not set, without which
/// something else than meant would be done.
void refuse_empty_values(const std::vector<std::string>& words);

/// Throws base::InputError that names the command or the option that does not exist, which the parser leaves to guess when
/// something else is missing too.
void refuse_unknown_words(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace raffinate::cli
