#pragma once
#include <concepts>
#include <limits>
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

  /// Channels that neither the own equations nor, as a rule, other units need: called after `observe` where a row is
  /// recorded, and in every evaluation only if another unit reads a channel of this one that is written here.
  virtual void report(const Io<double>& io) const = 0;
  virtual void report(const Io<Dual>& io) const = 0;
  virtual void report(const Io<Dependency>& io) const = 0;

  /// Root functions of the own states, one per declared event.
  virtual void events(const Io<double>& io, double* values) const = 0;

  /// Whether `begin` sets any states.
  [[nodiscard]] virtual bool begins_anew() const = 0;
  /// Sets states that hold no entry where something begins anew, with all signals at hand: at the start of the run and
  /// at every stop time.
  virtual void begin(const Io<double>& io, double* x) const = 0;
  /// The same when the mode `io.mode` begins; for the first mode at the start of the run.
  virtual void enter(const Io<double>& io, double* x) const = 0;
  /// The mode in force ends when this root function of own channels and signals becomes positive.
  [[nodiscard]] virtual double mode_end(const Io<double>& io) const = 0;
  /// It also ends after this time [s].
  [[nodiscard]] virtual double mode_duration(int mode) const = 0;
  [[nodiscard]] virtual int next_mode(int mode) const = 0;
};

/// Adapts a unit class to the engine. The class provides
///   std::vector<Port> ports() const;
///   void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets);
///   void declare(Layout&);
///   void initial(double* x) const;                       (if it has states)
///   template <class S> void observe(const Io<S>&) const;  (if it has channels, slots or work values)
///   template <class S> void outlets(const Io<S>&) const;
///   template <class S> void rates(const Io<S>&) const;    (if it has states or energy terms)
///   template <class S> void report(const Io<S>&) const;   (if it declares `reported` channels)
///   void events(const Io<double>&, double*) const;        (if it declares events)
///   void begin(const Io<double>&, double* x) const;       (if some of its states begin anew at a stop time)
///   void enter(const Io<double>&, double* x) const;       (if some of its states begin anew with a mode)
///   double mode_end(const Io<double>&) const;             (if a mode ends by a condition)
///   double mode_duration(int mode) const;                 (if a mode ends by the clock)
///   int next_mode(int mode) const;                        (if it declares modes)
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
  void report(const Io<double>& io) const override { report_any(io); }
  void report(const Io<Dual>& io) const override { report_any(io); }
  void report(const Io<Dependency>& io) const override { report_any(io); }
  void events(const Io<double>& io, double* values) const override {
    if constexpr (requires { unit_.events(io, values); }) unit_.events(io, values);
  }
  [[nodiscard]] bool begins_anew() const override {
    return requires(const Io<double>& io, double* x) { unit_.begin(io, x); };
  }
  void begin(const Io<double>& io, double* x) const override {
    if constexpr (requires { unit_.begin(io, x); }) unit_.begin(io, x);
  }
  void enter(const Io<double>& io, double* x) const override {
    if constexpr (requires { unit_.enter(io, x); }) unit_.enter(io, x);
  }
  [[nodiscard]] double mode_end(const Io<double>& io) const override {
    if constexpr (requires { unit_.mode_end(io); }) return unit_.mode_end(io);
    else return -1.0;
  }
  [[nodiscard]] double mode_duration(int mode) const override {
    if constexpr (requires { unit_.mode_duration(mode); }) return unit_.mode_duration(mode);
    else return std::numeric_limits<double>::infinity();
  }
  [[nodiscard]] int next_mode(int mode) const override {
    if constexpr (requires { unit_.next_mode(mode); }) return unit_.next_mode(mode);
    else return mode;
  }

 private:
  template <class S>
  void observe_any(const Io<S>& io) const {
    if constexpr (requires { unit_.observe(io); }) unit_.observe(io);
  }
  template <class S>
  void report_any(const Io<S>& io) const {
    if constexpr (requires { unit_.report(io); }) unit_.report(io);
  }
  template <class S>
  void rates_any(const Io<S>& io) const {
    if constexpr (requires { unit_.rates(io); }) unit_.rates(io);
  }

  Unit unit_;
};

}  // namespace raffinate::unitops
