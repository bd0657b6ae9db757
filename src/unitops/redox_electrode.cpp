#include "unitops/redox_electrode.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/nearest.hpp"

namespace raffinate::unitops {

config::Field RedoxElectrode::field() {
  return {.help = "redox couple whose potential the channel Eh is, as Fe+3/Fe+2; absent: the first that exchanges a single electron and nothing else"};
}

void RedoxElectrode::declare(Layout& layout, const Liquor& liquor, const std::optional<config::LocatedText>& choice,
                             base::Problems& problems, Written written) {
  written_ = written;
  const auto& couples = liquor.redox_couples();
  const auto found = std::find_if(couples.begin(), couples.end(), [&](const aqueous::RedoxCouple& couple) {
    return choice ? couple.name == choice->text : couple.is_simple();
  });
  couple_.reset();
  if (found != couples.end()) {
    couple_ = *found;
    const auto add = [&](const char* name, const char* unit, const std::string& help) {
      return written == Written::always ? layout.channel(name, unit, help) : layout.reported(name, unit, help);
    };
    channel_ = add("Eh", "V", "redox potential of " + couple_->name + " against the standard hydrogen electrode");
    add("pe", "1", "-log10 a(e-) of " + couple_->name);
  } else if (choice) {
    std::vector<std::string> names;
    for (const aqueous::RedoxCouple& couple : couples) names.push_back(couple.name);
    problems.add({choice->where, choice->path,
                  "the liquor has no redox couple \"" + choice->text + "\"" + base::did_you_mean(choice->text, names),
                  names.empty() ? "it holds no element in two valence states; `raffinate list constants` shows what the data have"
                                : fmt::format("it has {}", fmt::join(names, ", "))});
  }
}

}  // namespace raffinate::unitops
