#include "unitops/condition.hpp"

namespace raffinate::unitops {

namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

Condition::Condition(const config::LocatedText& text, const BuildContext& context)
    : signal_name_(text), quantity_(text), context_(&context) {
  const auto relation = text.text.find_first_of("<>");
  signal_name_.text = trimmed(text.text.substr(0, relation));
  if (relation != std::string::npos) {
    quantity_.text = trimmed(text.text.substr(relation + 1));
    sign_ = text.text[relation] == '>' ? 1.0 : -1.0;
  }
  if (relation == std::string::npos || signal_name_.text.empty() || quantity_.text.empty())
    context.problems().add({text.where, text.path, "expected a condition, got \"" + text.text + "\"",
                            "write \"level > 60 %\" or \"tank.pH < 9\""});
}

void Condition::declare(Layout& layout) {
  if (sign_ == 0.0) return;
  signal_ = layout.signal(signal_name_.text, signal_name_.where, [this](const Layout::Channel& channel) {
    limit_ = quantity_of(quantity_, channel.unit, context_->problems());
  });
}

}  // namespace raffinate::unitops
