#include "config/tree_builder.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <sstream>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/characters.hpp"
#include "config/yaml_faults.hpp"

namespace raffinate::config {
namespace {

constexpr std::size_t most_values = 200'000;  ///< with aliases expanded; a plant has some thousand

/// The text is YAML but not a configuration; stops the reading.
struct Fault {
  base::Location where;
  std::string message;
  std::string remedy;
};

/// Finds places in the text for the byte offsets that yaml-cpp reports.
class Locator final {
 public:
  Locator(const std::string& text, const Origin& origin) : text_(text), origin_(origin) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') line_starts_.push_back(i + 1);
    }
  }

  [[nodiscard]] base::Location at(const YAML::Mark& mark) const {
    const std::size_t end = text_.find_last_not_of(" \t\r\n") + 1;
    // At the end of the text the mark may lie on an empty line; the last character shows better what is missing.
    return at(std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), end > 0 ? end - 1 : 0), 1);
  }

  /// Place of a scalar: where its text begins after anchor and tag, and how far it goes on this line.
  [[nodiscard]] base::Location scalar(const YAML::Mark& mark, const std::string& value) const {
    std::size_t start = std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
    while (start < text_.size() && (text_[start] == '&' || text_[start] == '!')) {
      start = std::min(text_.find_first_of(" \t\r\n", start), text_.size());
      start = std::min(text_.find_first_not_of(" \t\r\n", start), text_.size());
    }
    return at(start, length_of(start, value));
  }

 private:
  [[nodiscard]] std::size_t length_of(std::size_t start, const std::string& value) const {
    const std::size_t line_end = std::min(text_.find_first_of("\r\n", start), text_.size());
    std::size_t end = start + 1;
    if (is_quote(start)) {
      end = after_quote(start);
    } else if (text_.compare(start, value.size(), value) == 0) {
      end = start + value.size();
    }
    end = std::min(end, line_end);
    return end > start ? base::count_characters(std::string_view(text_).substr(start, end - start)) : 1;
  }

  [[nodiscard]] bool is_quote(std::size_t i) const { return i < text_.size() && (text_[i] == '"' || text_[i] == '\''); }

  /// Offset after the closing quote. yaml-cpp takes a text for complete that the end of the file cuts off.
  [[nodiscard]] std::size_t after_quote(std::size_t start) const {
    const char quote = text_[start];
    for (std::size_t i = start + 1; i < text_.size(); ++i) {
      if (quote == '"' && text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote) {
        const bool doubled = quote == '\'' && i + 1 < text_.size() && text_[i + 1] == quote;
        if (!doubled) return i + 1;
        ++i;
      }
    }
    const YamlFault fault = explain_yaml(YAML::ErrorMsg::EOF_IN_SCALAR);
    throw Fault{at(start, 1), fault.message, fault.remedy};
  }

  [[nodiscard]] base::Location at(std::size_t offset, std::size_t length) const {
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const std::size_t start = *std::prev(after);
    const auto line = static_cast<int>(after - line_starts_.begin());
    const auto column = static_cast<int>(base::count_characters(std::string_view(text_).substr(start, offset - start))) + 1;
    return {origin_.name, line + origin_.line - 1, line == 1 ? column + origin_.column - 1 : column,
            static_cast<int>(length)};
  }

  const std::string& text_;
  const Origin& origin_;
  std::vector<std::size_t> line_starts_;
};

/// Turns the events of the YAML parser into a tree.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const Locator& locator, std::string file, base::Problems& problems)
      : locator_(locator), file_(std::make_shared<const std::string>(std::move(file))), problems_(problems) {}

  [[nodiscard]] const NodeData::Pointer& root() const { return root_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (root_) throw Fault{locator_.at(mark), "a second YAML document starts here", "keep one document per file"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto node = make(NodeKind::null, locator_.at(mark));
    // An absent value has no place of its own: the parser reports whatever comes next.
    if (!open_.empty() && open_.back().key) {
      node->line = open_.back().key->line;
      node->column = open_.back().key->column;
      node->length = open_.back().key->length;
    }
    add(node, anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string& value) override {
    auto node = make(NodeKind::scalar, locator_.scalar(mark, value));
    node->text = value;
    add(node, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) throw Fault{locator_.at(mark), "an alias refers to the value it is part of", ""};
    add(found->second, YAML::NullAnchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open_.push_back({make(NodeKind::list, locator_.at(mark)), nullptr, anchor, {}});
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open_.push_back({make(NodeKind::map, locator_.at(mark)), nullptr, anchor, {}});
  }
  void OnMapEnd() override { close(); }

 private:
  /// A map or list that is being read.
  struct Open {
    std::shared_ptr<NodeData> node;
    NodeData::Pointer key;  ///< of the entry whose value comes next
    YAML::anchor_t anchor;
    std::unordered_map<std::string, int> lines;  ///< of the keys so far
  };

  [[nodiscard]] std::shared_ptr<NodeData> make(NodeKind kind, const base::Location& where) const {
    auto node = std::make_shared<NodeData>();
    node->kind = kind;
    node->file = file_;
    node->line = where.line;
    node->column = where.column;
    node->length = where.length;
    return node;
  }

  [[nodiscard]] base::Location place(const NodeData& node) const { return {*file_, node.line, node.column, node.length}; }

  void add(const NodeData::Pointer& node, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) anchors_[anchor] = node;
    if (open_.empty()) {
      root_ = node;
      return;
    }
    Open& open = open_.back();
    const bool is_key = open.node->kind == NodeKind::map && !open.key;
    open.node->weight += node->weight;
    if (open.node->weight > most_values) {
      throw Fault{place(*node), "more than 200000 values, with aliases expanded", "is this a plant description?"};
    }
    if (is_key) {
      if (node->kind != NodeKind::scalar) throw Fault{place(*node), "a key must be a text", "write \"key: value\""};
      if (node->text == "<<") throw Fault{place(*node), "merge keys are not supported", "write the keys out, or refer to whole values: \"key: *anchor\""};
      open.key = node;
    } else if (open.node->kind == NodeKind::map) {
      add_entry(open, node);
    } else {
      open.node->items.push_back(node);
    }
  }

  void add_entry(Open& open, const NodeData::Pointer& value) {
    const NodeData::Pointer key = std::exchange(open.key, nullptr);
    const auto [earlier, is_new] = open.lines.emplace(key->text, key->line);
    if (is_new) {
      open.node->entries.emplace_back(key, value);
      return;
    }
    problems_.add({place(*key), "", fmt::format("the key \"{}\" is given twice", key->text),
                   fmt::format("first given in line {}", earlier->second)});
  }

  void close() {
    const Open closed = std::move(open_.back());
    open_.pop_back();
    add(closed.node, closed.anchor);
  }

  const Locator& locator_;
  std::shared_ptr<const std::string> file_;
  base::Problems& problems_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, NodeData::Pointer> anchors_;
  NodeData::Pointer root_;
};

}  // namespace

std::shared_ptr<const NodeData> build_tree(const std::string& text, const Origin& origin, base::Problems& problems) {
  const Locator locator(text, origin);
  TreeBuilder builder(locator, origin.name, problems);
  try {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return builder.root();
  } catch (const Fault& fault) {
    problems.add({fault.where, "", fault.message, fault.remedy});
  } catch (const YAML::Exception& error) {
    const YamlFault fault = explain_yaml(error.msg);
    problems.add({locator.at(error.mark), "", fault.message, fault.remedy});
  }
  return nullptr;
}

}  // namespace raffinate::config
