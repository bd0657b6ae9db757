#pragma once

#include <string>

namespace raffinate::config {

/// A fault of YAML in words for people who do not know its grammar.
struct YamlFault {
  std::string message;
  std::string remedy;
};

/// Explains a message of the YAML parser.
[[nodiscard]] YamlFault explain_yaml(const std::string& parser_message);

}  // namespace raffinate::config
