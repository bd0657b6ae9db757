#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "config/schema.hpp"
#include "reactions/rate_law.hpp"
#include "reactions/rate_terms.hpp"

namespace raffinate::reactions {

namespace {

using Coefficients = std::map<std::string, double>;

/// Two couples of a liquor exchange electrons until they have one potential, with s = ln10 n (pe_oxidant - pe_reductant):
///   r = k(T) (e^s - 1) / (e^s/n_reactants + 1/n_products)
/// n electrons per reaction as written. The scarcest of what is oxidised and reduced limits it on either side, so that
/// nothing is taken that is not there; with a large k the two couples are at equilibrium.
class Redox {
 public:
  struct Inputs {
    double k = 0, at = 0, activation_energy = 0;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("redox", "Two redox couples of a liquor approach the same potential from either side")
        .quantity("k", &Inputs::k, {.help = "rate constant; 0.1 1/s and more: at equilibrium", .unit = "1/s", .min = "0 1/s", .example = "1e-2 1/s"})
        .quantity("at", &Inputs::at, {.help = "temperature of k", .unit = "K", .fallback = "25 degC"})
        .quantity("activation_energy", &Inputs::activation_energy,
                  {.help = "Arrhenius activation energy", .unit = "J/mol", .fallback = "0 kJ/mol"});
  }

  Redox(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding, base::Problems& problems)
      : rate_({inputs.k, inputs.at, inputs.activation_energy}, reaction, binding),
        reactants_(changing(reaction, -1.0), reaction, binding, problems),
        products_(changing(reaction, 1.0), reaction, binding, problems) {
    Coefficients wanted;
    for (const auto& term : reaction.terms) wanted[term.species] += term.coefficient;
    for (const auto& oxidant : binding.couples)
      for (const auto& reductant : binding.couples)
        if (electrons_ == 0.0 && oxidant.name != reductant.name) try_couples(oxidant, reductant, wanted, *binding.liquid);
    if (electrons_ == 0.0)
      problems.add({reaction.where, reaction.name,
                    fmt::format("\"{}\" is not what two redox couples of {} exchange", reaction.equation, binding.vessel),
                    "write it in master species, with both states of two couples of `raffinate list constants`"});
  }

  template <class S>
  S rate(const Contents<S>& c, S* /*dn*/) const {
    using numerics::value;
    using std::exp;
    constexpr double nothing = 1e-12;  // [mol] keeps 0/0 away
    const S s = electrons_ * (oxidant_.pe(c.liquid) - reductant_.pe(c.liquid));
    const S reactants = reactants_.amount(c.n), products = products_.amount(c.n);
    const S left = numerics::smooth::positive(reactants, nothing) + nothing;
    const S right = numerics::smooth::positive(products, nothing) + nothing;
    const S k = rate_.in(c);
    if (value(s) > 0.0) {
      const S back = exp(-s);
      return k * (1.0 - back) * reactants * right / (right + back * left);
    }
    const S forth = exp(s);
    return k * (forth - 1.0) * products * left / (left + forth * right);
  }
  [[nodiscard]] int sized_component() const { return -1; }

 private:
  /// Components on one side of the reaction that change their valence: protons and water do not.
  static std::vector<config::LocatedText> changing(const ReactionDefinition& reaction, double sign) {
    std::vector<config::LocatedText> names;
    for (const auto& term : reaction.terms)
      if (sign * term.coefficient > 0.0 && term.species != "H+" && term.species != "H2O")
        names.push_back({term.species, reaction.where, reaction.name});
    return names;
  }

  /// Takes the couples if the reaction is a multiple of the reduction of one less that of the other.
  void try_couples(const aqueous::RedoxCouple& oxidant, const aqueous::RedoxCouple& reductant, const Coefficients& wanted,
                   const aqueous::Equilibrium& liquid) {
    Coefficients exchange;
    const auto add = [&](const aqueous::RedoxCouple& couple, double factor) {
      exchange["H2O"] += factor * couple.water;
      for (const auto& [species, count] : couple.terms) exchange[liquid.species_name(species)] += factor * count;
    };
    add(oxidant, 1.0 / oxidant.electrons);
    add(reductant, -1.0 / reductant.electrons);
    const auto at = [](const Coefficients& map, const std::string& name) {
      const auto found = map.find(name);
      return found == map.end() ? 0.0 : found->second;
    };
    const std::string& marker = liquid.species_name(oxidant.terms.front().first);
    const double electrons = at(wanted, marker) / exchange[marker];
    if (!(electrons > 0.0)) return;
    constexpr double vanishing = 1e-9;
    const auto agrees = [&](const auto& term) {
      return std::abs(electrons * at(exchange, term.first) - at(wanted, term.first)) < vanishing;
    };
    if (!std::all_of(wanted.begin(), wanted.end(), agrees) || !std::all_of(exchange.begin(), exchange.end(), agrees)) return;
    oxidant_ = oxidant;
    reductant_ = reductant;
    electrons_ = aqueous::ln10 * electrons;
  }

  RateConstant rate_;
  Limiting reactants_, products_;
  aqueous::RedoxCouple oxidant_, reductant_;
  double electrons_ = 0.0;  // ln10 n
};

}  // namespace

RateLawDefinition redox() { return define_rate_law<Redox>(); }

}  // namespace raffinate::reactions
