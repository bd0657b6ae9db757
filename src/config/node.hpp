#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/location.hpp"
#include "base/problems.hpp"

namespace raffinate::config {

struct NodeData;

/// Handle on a value of a configuration file: cheap to copy, immutable, knows its place in the file and its path.
class Node final {
 public:
  Node();  ///< a null value without a place
  Node(std::shared_ptr<const NodeData> data, std::string path, std::shared_ptr<const NodeData> key = nullptr);

  [[nodiscard]] bool is_map() const;
  [[nodiscard]] bool is_list() const;
  [[nodiscard]] bool is_scalar() const;
  [[nodiscard]] bool is_null() const;

  /// Text of a scalar as written, without quotes; empty for all else.
  [[nodiscard]] const std::string& text() const;

  /// Path of the value in its file, "units.leach_1.volume".
  [[nodiscard]] const std::string& path() const { return path_; }

  /// Place of the value.
  [[nodiscard]] base::Location where() const;

  /// Place of the key in front of the value; of the item in a list; the whole file for its root.
  [[nodiscard]] base::Location key_where() const;

  /// The same value under another path, for messages in the user's words ("leach_1" instead of "units.leach_1").
  [[nodiscard]] Node with_path(std::string path) const;

  /// The value of a key in a map; none if absent or not a map.
  [[nodiscard]] std::optional<Node> find(std::string_view key) const;

  /// Keys and values of a map in file order; the key is a scalar node with its own place. Empty if not a map.
  [[nodiscard]] std::vector<std::pair<Node, Node>> entries() const;

  /// Keys of a map in file order.
  [[nodiscard]] std::vector<std::string> keys() const;

  /// Items of a list. Empty if not a list.
  [[nodiscard]] std::vector<Node> items() const;

  /// "a map", "a list", "nothing", or the quoted text.
  [[nodiscard]] std::string describe() const;

  /// A problem with this value.
  [[nodiscard]] base::Problem problem(std::string message, std::string remedy = {}) const;

  /// A problem with what the value lacks, shown at its key.
  [[nodiscard]] base::Problem problem_at_key(std::string message, std::string remedy = {}) const;

  /// The value itself, for code that builds trees.
  [[nodiscard]] const std::shared_ptr<const NodeData>& data() const { return data_; }

 private:
  [[nodiscard]] std::string child_path(std::string_view key) const;

  std::shared_ptr<const NodeData> data_;
  std::shared_ptr<const NodeData> key_;
  std::string path_;
};

}  // namespace raffinate::config
