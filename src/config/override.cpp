#include "config/override.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/characters.hpp"
#include "base/nearest.hpp"
#include "config/node_data.hpp"
#include "config/tree_builder.hpp"

namespace raffinate::config {
namespace {

using Pointer = NodeData::Pointer;

constexpr const char* set_option = "--set";

/// One override being applied.
struct Assignment {
  Pointer value;
  base::Location where;  ///< of the path on the command line
  base::Problems& problems;

  void refuse(const std::string& message, const std::string& remedy) const {
    problems.add({where, "", message, remedy});
  }
};

/// First step of a path and the rest. Keys may contain dots ("Fe0.947O"), so the longest key of the map that fits wins.
struct Step {
  std::string_view key;
  std::string_view rest;
};

Step first_step(std::string_view path, const NodeData& node) {
  std::size_t length = 0;
  for (const auto& [key, value] : node.entries) {
    const std::string& text = key->text;
    const bool fits = path.starts_with(text) && (path.size() == text.size() || path[text.size()] == '.');
    if (fits) length = std::max(length, text.size());
  }
  if (length == 0) length = std::min(path.find('.'), path.size());
  return {path.substr(0, length), path.substr(std::min(length + 1, path.size()))};
}

Pointer replaced(const Pointer& node, std::string_view path, const Assignment& assignment);

std::shared_ptr<NodeData> empty_map(const base::Location& where) {
  auto map = std::make_shared<NodeData>();
  map->kind = NodeKind::map;
  map->file = std::make_shared<const std::string>(where.file);
  map->line = where.line;
  map->column = where.column;
  map->length = where.length;
  return map;
}

Pointer replaced_in_map(const NodeData& node, std::string_view path, const Assignment& assignment) {
  const Step step = first_step(path, node);
  auto copy = std::make_shared<NodeData>(node);
  for (auto& [key, value] : copy->entries) {
    if (key->text != step.key) continue;
    value = step.rest.empty() ? assignment.value : replaced(value, step.rest, assignment);
    return value ? copy : nullptr;
  }
  std::vector<std::string> known;
  for (const auto& entry : node.entries) known.push_back(entry.first->text);
  // A new last key is left to the schema, which knows what may be added; a slip before it would add a whole new part.
  if (const auto meant = base::nearest(step.key, known); meant && !step.rest.empty()) {
    assignment.refuse(fmt::format("there is no \"{}\"; did you mean \"{}\"?", step.key, *meant), "");
    return nullptr;
  }
  auto key = std::make_shared<NodeData>(*empty_map(assignment.where));
  key->kind = NodeKind::scalar;
  key->text = step.key;
  const Pointer value =
      step.rest.empty() ? assignment.value : replaced(empty_map(assignment.where), step.rest, assignment);
  if (!value) return nullptr;
  copy->entries.emplace_back(key, value);
  return copy;
}

Step list_step(std::string_view path) {
  const std::size_t length = std::min(path.find('.'), path.size());
  return {path.substr(0, length), path.substr(std::min(length + 1, path.size()))};
}

/// Number of an item of a list as a path gives it; none if there is no such item.
std::optional<std::size_t> item_index(const NodeData& node, std::string_view number) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), index);
  const bool whole = error == std::errc() && end == number.data() + number.size();
  return whole && index < node.items.size() ? std::optional(index) : std::nullopt;
}

Pointer replaced_in_list(const NodeData& node, std::string_view path, const Assignment& assignment) {
  const auto [number, rest] = list_step(path);
  const auto index = item_index(node, number);
  if (!index) {
    assignment.refuse(fmt::format("\"{}\" is no item of the list", number),
                      fmt::format("its items are numbered from 0 to {}", node.items.size() - 1));
    return nullptr;
  }
  auto copy = std::make_shared<NodeData>(node);
  copy->items[*index] = rest.empty() ? assignment.value : replaced(node.items[*index], rest, assignment);
  return copy->items[*index] ? copy : nullptr;
}

/// The tree with the value at the path replaced; shares all that does not change. Null if there is no such place.
Pointer replaced(const Pointer& node, std::string_view path, const Assignment& assignment) {
  if (node->kind == NodeKind::map) return replaced_in_map(*node, path, assignment);
  if (node->kind == NodeKind::null) return replaced_in_map(*empty_map(assignment.where), path, assignment);
  if (node->kind == NodeKind::list && !node->items.empty()) return replaced_in_list(*node, path, assignment);
  assignment.refuse(fmt::format("\"{}\" would be part of a value that has no parts", path), "shorten the path");
  return nullptr;
}

/// "units.leach_1.volume" for "leach_1.volume": the path below the section that has its first key; none if it needs no section.
std::optional<std::string> with_section(const NodeData& root, const std::string& path) {
  const auto has = [&](const NodeData& map) {
    const Step step = first_step(path, map);
    return !step.rest.empty() && std::any_of(map.entries.begin(), map.entries.end(), [&](const auto& entry) { return entry.first->text == step.key; });
  };
  if (has(root)) return std::nullopt;
  for (const auto& [key, section] : root.entries)
    if (section->kind == NodeKind::map && has(*section)) return key->text + "." + path;
  return std::nullopt;
}

/// Appends to the text that stands for all overrides; returns the line number.
int register_line(const std::string& assignment, base::Problems& problems) {
  const std::string* earlier = problems.text(set_option);
  const std::string text = earlier == nullptr ? assignment : *earlier + "\n" + assignment;
  problems.register_text(set_option, text);
  return static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
}

}  // namespace

void apply_override(Node& root, const std::string& assignment, base::Problems& problems) {
  std::string line = assignment;
  std::replace(line.begin(), line.end(), '\n', ' ');
  const int number = register_line(line, problems);
  const std::size_t equals = line.find('=');
  const auto width = static_cast<int>(base::count_characters(line.substr(0, equals)));
  const base::Location where{set_option, number, 1, std::max(width, 1)};
  if (equals == std::string::npos || equals == 0 || line[equals - 1] == '.') {
    problems.add({where, "", "expected path=value", "for example --set \"units.leach_1.volume=20 m3\""});
    return;
  }
  if (line.find_first_not_of(" \t", equals + 1) == std::string::npos) {
    problems.add({where, "", "expected a value after the \"=\", found nothing", fmt::format("write {}=VALUE, with a unit if it has one", line.substr(0, equals))});
    return;
  }
  if (base::find_invalid_utf8(line)) {
    problems.add({where, "", "this is not UTF-8 text", ""});
    return;
  }
  if (const auto meant = with_section(*root.data(), line.substr(0, equals))) {
    problems.add({where, "", "there is no \"" + line.substr(0, equals) + "\" in the file", "did you mean \"" + *meant + "\"?"});
    return;
  }
  const std::size_t before = problems.size();
  const Pointer value = build_tree(line.substr(equals + 1), {set_option, number, width + 2}, problems);
  if (problems.size() > before) return;
  const Assignment applied{value ? value : std::make_shared<const NodeData>(), where, problems};
  if (const Pointer tree = replaced(root.data(), line.substr(0, equals), applied)) root = Node(tree, root.path());
}

std::optional<Node> find_path(const Node& root, std::string_view path) {
  Pointer node = root.data();
  for (std::string_view rest = path; !rest.empty();) {
    if (node == nullptr) return std::nullopt;
    const bool list = node->kind == NodeKind::list;
    const Step step = list ? list_step(rest) : first_step(rest, *node);
    Pointer next;
    if (list) {
      if (const auto index = item_index(*node, step.key)) next = node->items[*index];
    } else {
      for (const auto& [key, value] : node->entries)
        if (key->text == step.key) next = value;
    }
    if (next == nullptr) return std::nullopt;
    node = next;
    rest = step.rest;
  }
  return Node(node, std::string(path));
}

}  // namespace raffinate::config
