#include "config/node.hpp"

#include <fmt/format.h>

#include "config/node_data.hpp"

namespace raffinate::config {
namespace {

base::Location place(const NodeData& data) {
  return {data.file ? *data.file : std::string(), data.line, data.column, data.length};
}

}  // namespace

Node::Node() : data_(std::make_shared<const NodeData>()) {}

Node::Node(std::shared_ptr<const NodeData> data, std::string path, std::shared_ptr<const NodeData> key)
    : data_(std::move(data)), key_(std::move(key)), path_(std::move(path)) {}

bool Node::is_map() const { return data_->kind == NodeKind::map; }
bool Node::is_list() const { return data_->kind == NodeKind::list; }
bool Node::is_scalar() const { return data_->kind == NodeKind::scalar; }
bool Node::is_null() const { return data_->kind == NodeKind::null; }

const std::string& Node::text() const { return data_->text; }

base::Location Node::where() const { return place(*data_); }

base::Location Node::key_where() const {
  if (key_) return place(*key_);
  if (!path_.empty()) return where();
  return base::whole_file(where().file);
}

Node Node::with_path(std::string path) const { return {data_, std::move(path), key_}; }

std::string Node::child_path(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

std::optional<Node> Node::find(std::string_view key) const {
  for (const auto& [name, value] : data_->entries) {
    if (name->text == key) return Node(value, child_path(key), name);
  }
  return std::nullopt;
}

std::vector<std::pair<Node, Node>> Node::entries() const {
  std::vector<std::pair<Node, Node>> result;
  result.reserve(data_->entries.size());
  for (const auto& [name, value] : data_->entries) {
    const std::string path = child_path(name->text);
    result.emplace_back(Node(name, path), Node(value, path, name));
  }
  return result;
}

std::vector<std::string> Node::keys() const {
  std::vector<std::string> result;
  result.reserve(data_->entries.size());
  for (const auto& entry : data_->entries) result.push_back(entry.first->text);
  return result;
}

std::vector<Node> Node::items() const {
  std::vector<Node> result;
  result.reserve(data_->items.size());
  for (std::size_t i = 0; i < data_->items.size(); ++i) result.emplace_back(data_->items[i], child_path(std::to_string(i)));
  return result;
}

std::string Node::describe() const {
  if (is_map()) return "a map";
  if (is_list()) return "a list";
  if (is_null()) return "nothing";
  constexpr std::size_t longest = 60;
  const bool whole = text().size() <= longest;
  std::size_t end = whole ? text().size() : longest;
  // Cut between characters: continuation bytes of UTF-8 start with the bits 10.
  while (!whole && (static_cast<unsigned char>(text()[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("\"{}{}\"", std::string_view(text()).substr(0, end), whole ? "" : "...");
}

base::Problem Node::problem(std::string message, std::string remedy) const {
  return {where(), path_, std::move(message), std::move(remedy)};
}

base::Problem Node::problem_at_key(std::string message, std::string remedy) const {
  return {key_where(), path_, std::move(message), std::move(remedy)};
}

}  // namespace raffinate::config
