#include "config/sources.hpp"

namespace raffinate::config {
namespace {

SourceNote read_note(const Node& source, const Node& owner) {
  SourceNote note;
  note.path = owner.path();
  note.where = source.where();
  if (const auto assumption = source.find("assumption")) {
    note.assumption = true;
    note.text = assumption->text();
    if (const auto range = source.find("range")) note.range = range->text();
  } else {
    note.text = source.text();
  }
  return note;
}

void collect(const Node& node, std::vector<SourceNote>& notes) {
  for (const auto& [key, value] : node.entries()) {
    if (key.text() == "source") {
      notes.push_back(read_note(value, node));
    } else {
      collect(value, notes);
    }
  }
  for (const Node& item : node.items()) collect(item, notes);
}

}  // namespace

std::vector<SourceNote> collect_sources(const Node& root) {
  std::vector<SourceNote> notes;
  collect(root, notes);
  return notes;
}

}  // namespace raffinate::config
