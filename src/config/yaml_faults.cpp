#include "config/yaml_faults.hpp"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace raffinate::config {
namespace {

struct Explanation {
  std::string_view parser_message;
  std::string_view message;
  std::string_view remedy;
};

constexpr std::string_view indentation = "check the indentation and the \":\" of this line and the one before";
constexpr std::string_view quoting = "put texts with special characters in quotes";

const std::array explanations{
    Explanation{YAML::ErrorMsg::END_OF_MAP_FLOW, "a \"{\" is never closed", "add \"}\"; is the file cut off?"},
    Explanation{YAML::ErrorMsg::END_OF_SEQ_FLOW, "a \"[\" is never closed", "add \"]\"; is the file cut off?"},
    Explanation{YAML::ErrorMsg::EOF_IN_SCALAR, "a quoted text is never closed", "add the closing quote; is the file cut off?"},
    Explanation{YAML::ErrorMsg::END_OF_MAP, "this does not continue the map above", indentation},
    Explanation{YAML::ErrorMsg::END_OF_SEQ, "this does not continue the list above", indentation},
    Explanation{YAML::ErrorMsg::MAP_KEY, "a key cannot stand here", indentation},
    Explanation{YAML::ErrorMsg::MAP_VALUE, "a \":\" cannot stand here", "check the indentation, and put texts with \": \" in quotes"},
    Explanation{YAML::ErrorMsg::BLOCK_ENTRY, "a \"- \" cannot stand here", indentation},
    Explanation{YAML::ErrorMsg::FLOW_END, "this closes a bracket that was never opened", "remove it, or open it before"},
    Explanation{YAML::ErrorMsg::UNKNOWN_TOKEN, "this character cannot start a value", quoting},
    Explanation{YAML::ErrorMsg::CHAR_IN_SCALAR, "this character cannot stand here", quoting},
    Explanation{YAML::ErrorMsg::TAB_IN_INDENTATION, "a tab indents this line; YAML allows only spaces",
                "replace tabs by spaces"},
    Explanation{YAML::ErrorMsg::UNKNOWN_ANCHOR, "this alias has no anchor", "define it before with \"&name\""},
    Explanation{YAML::ErrorMsg::ANCHOR_NOT_FOUND, "an anchor needs a name", "write \"&name\""},
    Explanation{YAML::ErrorMsg::ALIAS_NOT_FOUND, "an alias needs a name", "write \"*name\", or put the text in quotes"},
    Explanation{YAML::ErrorMsg::INVALID_ESCAPE, "unknown \"\\\" sequence", "use single quotes for texts with \"\\\""},
    Explanation{YAML::ErrorMsg::BAD_FILE, "maps and lists are nested too deeply", "is this a plant description?"},
};

}  // namespace

YamlFault explain_yaml(const std::string& parser_message) {
  const auto found = std::find_if(explanations.begin(), explanations.end(), [&](const Explanation& explanation) {
    return parser_message.starts_with(explanation.parser_message);
  });
  if (found == explanations.end()) return {"not YAML: " + parser_message, ""};
  return {std::string(found->message), std::string(found->remedy)};
}

}  // namespace raffinate::config
