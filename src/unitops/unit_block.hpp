#pragma once
#include <concepts>
#include <memory>
#include <span>

#include "reactions/component_list.hpp"
#include "unitops/io.hpp"
#include "unitops/layout.hpp"
#include "unitops/port.hpp"

namespace raffinate::unitops {

using numerics::Dependency;
using numerics::Dual;
using reactions::EntrySet;

/// A unit operation as the engine sees it. Unit classes do not derive from this: `UnitOf` adapts
/// them, and the parts they leave out are no-ops.
class UnitBlock {
 public:
  virtual ~UnitBlock() = default;

  [[nodiscard]] virtual std::vector<Port> ports() const = 0;
  /// Adds to `outlets` what can leave when `inlets` can enter. Called until nothing changes.
  virtual void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) = 0;
  virtual void declare(Layout& layout) = 0;
  virtual void initial(double* x) const = 0;

  virtual void observe(const Io<double>& io) const = 0;
  virtual void observe(const Io<Dual>& io) const = 0;
  virtual void observe(const Io<Dependency>& io) const = 0;
  virtual void outlets(const Io<double>& io) const = 0;
  virtual void outlets(const Io<Dual>& io) const = 0;
  virtual void outlets(const Io<Dependency>& io) const = 0;
  virtual void rates(const Io<double>& io) const = 0;
  virtual void rates(const Io<Dual>& io) const = 0;
  virtual void rates(const Io<Dependency>& io) const = 0;

  /// Root functions of the own states, one per declared event.
  virtual void events(const Io<double>& io, double* values) const = 0;
};

/// Adapts a unit class to the engine. The class provides
///   std::vector<Port> ports() const;
///   void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets);
///   void declare(Layout&);
///   void initial(double* x) const;                       (if it has states)
///   template <class S> void observe(const Io<S>&) const;  (if it has channels, slots or work values)
///   template <class S> void outlets(const Io<S>&) const;
///   template <class S> void rates(const Io<S>&) const;    (if it has states or energy terms)
///   void events(const Io<double>&, double*) const;        (if it declares events)
template <class Unit>
class UnitOf final : public UnitBlock {
 public:
  template <class... Arguments>
  explicit UnitOf(Arguments&&... arguments) : unit_(std::forward<Arguments>(arguments)...) {}

  [[nodiscard]] std::vector<Port> ports() const override { return unit_.ports(); }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) override {
    unit_.reach(inlets, outlets);
  }
  void declare(Layout& layout) override { unit_.declare(layout); }
  void initial(double* x) const override {
    if constexpr (requires { unit_.initial(x); }) unit_.initial(x);
  }
  void observe(const Io<double>& io) const override { observe_any(io); }
  void observe(const Io<Dual>& io) const override { observe_any(io); }
  void observe(const Io<Dependency>& io) const override { observe_any(io); }
  void outlets(const Io<double>& io) const override { unit_.outlets(io); }
  void outlets(const Io<Dual>& io) const override { unit_.outlets(io); }
  void outlets(const Io<Dependency>& io) const override { unit_.outlets(io); }
  void rates(const Io<double>& io) const override { rates_any(io); }
  void rates(const Io<Dual>& io) const override { rates_any(io); }
  void rates(const Io<Dependency>& io) const override { rates_any(io); }
  void events(const Io<double>& io, double* values) const override {
    if constexpr (requires { unit_.events(io, values); }) unit_.events(io, values);
  }

 private:
  template <class S>
  void observe_any(const Io<S>& io) const {
    if constexpr (requires { unit_.observe(io); }) unit_.observe(io);
  }
  template <class S>
  void rates_any(const Io<S>& io) const {
    if constexpr (requires { unit_.rates(io); }) unit_.rates(io);
  }

  Unit unit_;
};

}  // namespace raffinate::unitops
