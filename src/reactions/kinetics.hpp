#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "aqueous/redox_couple.hpp"
#include "base/problems.hpp"
#include "numerics/dependency.hpp"
#include "numerics/dual.hpp"
#include "numerics/passage.hpp"
#include "reactions/component_list.hpp"

namespace raffinate::reactions {

/// What a rate law sees of the vessel it is bound to.
template <class S>
struct Contents {
  const S* n = nullptr;       ///< inventory by local index [mol]
  const S* liquid = nullptr;  ///< outputs of the vessel's equilibrium; null without liquid
  S temperature = 0.0;        ///< [K]
  S water = 0.0;              ///< [kg]
  S oxygen_pressure = 0.0;    ///< partial pressure in the gas that touches the solids [Pa]
  S solution = 1.0;           ///< share of the speciated solution that the vessel really holds; below 1 in a crust
  const S* shared = nullptr;  ///< values of the vessel's `SharedTerms`; set by its network
  numerics::Passage<S> pass;  ///< for `ReactionNetwork::pass_count` values
};

class SharedTerms;

/// How names become indices in one vessel; used once, while the model is compiled.
struct Binding {
  const ComponentList* components = nullptr;
  std::function<int(int entry)> local;           ///< entry -> local index, -1 if never present
  const aqueous::Equilibrium* liquid = nullptr;  ///< null: a vessel without liquid
  std::string vessel;                            ///< for messages
  double trace = 0.0;                            ///< amount of a size class that is too small to matter [mol]
  std::span<const aqueous::RedoxCouple> couples = {};  ///< of the liquid
  SharedTerms* shared = nullptr;  ///< of the vessel; set by its network
  int* passes = nullptr;          ///< counts what laws give to `Contents::pass`; set by its network

  /// Local index of the first entry of a component, -1 if absent.
  [[nodiscard]] int find(const std::string& component) const;
};

/// A rate law bound to a vessel. `extent` returns the progress of the reaction [mol/s]; a law for a
/// sized mineral also moves that mineral's size classes itself, adding to `dn`.
class RateLaw {
 public:
  virtual ~RateLaw() = default;
  virtual double extent(const Contents<double>& c, double* dn) const = 0;
  virtual numerics::Dual extent(const Contents<numerics::Dual>& c, numerics::Dual* dn) const = 0;
  virtual numerics::Dependency extent(const Contents<numerics::Dependency>& c,
                                      numerics::Dependency* dn) const = 0;
  /// Component whose entries the law changes itself, -1 if none.
  [[nodiscard]] virtual int moves_classes_of() const = 0;
};

/// Makes a RateLaw of a class with `template <class S> S rate(const Contents<S>&, S* dn) const` and
/// `int sized_component() const`.
template <class Law>
class RateLawOf final : public RateLaw {
 public:
  explicit RateLawOf(Law law) : law_(std::move(law)) {}
  double extent(const Contents<double>& c, double* dn) const override { return law_.rate(c, dn); }
  numerics::Dual extent(const Contents<numerics::Dual>& c, numerics::Dual* dn) const override {
    return law_.rate(c, dn);
  }
  numerics::Dependency extent(const Contents<numerics::Dependency>& c,
                              numerics::Dependency* dn) const override {
    return law_.rate(c, dn);
  }
  [[nodiscard]] int moves_classes_of() const override { return law_.sized_component(); }

 private:
  Law law_;
};

}  // namespace raffinate::reactions
