#include "config/schema.hpp"
#include "reactions/rate_law.hpp"
#include "reactions/rate_terms.hpp"

namespace raffinate::reactions {

namespace {

/// Two solids react where they touch: first order in the scarce one, as long as the other is there.
///   r = k(T) n_A n_B / (n_A + n_B)
class SolidState {
 public:
  struct Inputs {
    std::string scarce, abundant;
    double k = 0, at = 0, activation_energy = 0;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("solid_state", "Two solids react: first order in the scarce one")
        .text("scarce", &Inputs::scarce, {.help = "reactant that usually runs out", .example = "Co3O4"})
        .text("abundant", &Inputs::abundant, {.help = "the other reactant", .example = "WO3"})
        .quantity("k", &Inputs::k,
                  {.help = "rate constant", .unit = "1/s", .min = "0 1/s", .example = "1e-3 1/s"})
        .quantity("at", &Inputs::at, {.help = "temperature of k", .unit = "K", .fallback = "900 degC"})
        .quantity("activation_energy", &Inputs::activation_energy,
                  {.help = "Arrhenius activation energy", .unit = "J/mol", .fallback = "0 kJ/mol"});
  }

  SolidState(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
             base::Problems& problems)
      : rate_{inputs.k, inputs.at, inputs.activation_energy},
        scarce_(locals(inputs.scarce, reaction, binding, problems)),
        abundant_(locals(inputs.abundant, reaction, binding, problems)) {}

  template <class S>
  S rate(const Contents<S>& c, S* /*dn*/) const {
    constexpr double nothing = 1e-12;  // [mol] keeps 0/0 away in an empty vessel
    const S a = present(sum(scarce_, c.n)), b = present(sum(abundant_, c.n));
    return rate_.at(c.temperature) * a * b / (a + b + nothing);
  }
  [[nodiscard]] int sized_component() const { return -1; }

 private:
  static std::vector<int> locals(const std::string& name, const ReactionDefinition& reaction,
                                 const Binding& binding, base::Problems& problems) {
    std::vector<int> found;
    const int index = binding.components->find(name);
    if (index >= 0) {
      const Component& component = (*binding.components)[index];
      for (int i = 0; i < component.classes; ++i)
        if (const int local = binding.local(component.first_entry + i); local >= 0) found.push_back(local);
    }
    if (found.empty())
      problems.add({reaction.where, reaction.name, "\"" + name + "\" is never present in " + binding.vessel, ""});
    return found;
  }
  /// Nothing for what round-off made negative: two negative amounts would consume each other for ever.
  template <class S>
  static S present(const S& amount) {
    return numerics::value(amount) > 0.0 ? amount : S(0.0 * amount);
  }
  template <class S>
  static S sum(const std::vector<int>& locals, const S* n) {
    S total(0.0);
    for (int local : locals) total += n[local];
    return total;
  }

  Arrhenius rate_;
  std::vector<int> scarce_, abundant_;
};

}  // namespace

RateLawDefinition solid_state() { return define_rate_law<SolidState>(); }

}  // namespace raffinate::reactions
