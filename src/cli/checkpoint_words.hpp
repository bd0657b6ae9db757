#pragma once
#include <string>
#include <vector>

namespace raffinate::cli {

/// Joins the words after `--checkpoint`, so that `--checkpoint every 10 min` needs no quotes: "every" or a bare number
/// is followed by more.
[[nodiscard]] std::vector<std::string> join_checkpoint_words(std::vector<std::string> words);

/// Simulated time between restart points [s]: "every 10 min" or "10 min". Throws base::InputError.
[[nodiscard]] double checkpoint_interval(const std::string& text);

}  // namespace raffinate::cli
