#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "numerics/smooth.hpp"
#include "unitops/definition.hpp"
#include "unitops/pi_control.hpp"
#include "unitops/setting.hpp"
#include "units/quantity.hpp"

namespace raffinate::unitops {

namespace {

/// Controller: makes of a measured signal one that others follow.   docs/methods/controller.md
///   u = K e + I + D,   e = +-(set point - measured),   dI/dt = (K e + q - u + D)/T_i,   q = u limited
///   D = -+K N (y - y_f),   dy_f/dt = N (y - y_f)/T_d,   d(output)/dt = (q - output)/lag
/// The output is a state, so that signals never form a loop without holdup.
class Controller {
 public:
  enum class Action { raises, lowers };
  struct Step {
    units::Duration at;
    config::LocatedText setpoint;
    static config::Schema<Step> schema() {
      return config::Schema<Step>("step", "A change of the set point")
          .quantity("at", &Step::at, {.help = "time of the change", .unit = "s", .min = "0 s", .example = "10 h"})
          .text("setpoint", &Step::setpoint, {.help = "new set point", .example = "9.5"});
    }
  };
  struct Range {
    config::LocatedText name, minimum, maximum;
    double from = 0, to = 1;
    static config::Schema<Range> schema() {
      return config::Schema<Range>("range", "An actuator that works in a part of the range of the controller")
          .text("name", &Range::name, {.help = "name of its channel", .example = "alkali"})
          .number("from", &Range::from, {.help = "output at which it is at its minimum", .min = "0", .max = "1", .example = "50 %"})
          .number("to", &Range::to, {.help = "output at which it is at its maximum", .min = "0", .max = "1", .example = "100 %"})
          .text("minimum", &Range::minimum, {.help = "its least value", .example = "0 kg/h"})
          .text("maximum", &Range::maximum, {.help = "its greatest value", .example = "100 kg/h"})
          .rule([](const Range& r) { return r.from != r.to; }, "a range needs different ends", "for example {from: 50 %, to: 100 %}");
    }
  };
  struct Inputs {
    config::LocatedText measure;
    std::optional<config::LocatedText> setpoint, ratio, gain, start;
    Action action{};
    std::optional<units::Duration> reset_time;
    units::Duration rate_time, lag;
    std::optional<config::LocatedText> minimum, maximum;
    std::vector<Step> schedule;
    std::vector<Range> split_range;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("controller", "Controller: PI(D), ratio, cascade, split range; makes a signal for others to follow")
        .text("measure", &Inputs::measure, {.help = "signal that is measured, \"unit.channel\"", .example = "leach_1.pH"})
        .text("setpoint", &Inputs::setpoint, {.help = "wanted value with its unit, or the signal that gives it (cascade)", .example = "9.5"})
        .text("ratio", &Inputs::ratio, {.help = "output per measured value, instead of a set point: \"0.3\" or \"20 kg/h/(kg/s)\""})
        .choice("action", &Inputs::action, {"raises", "lowers"}, {.help = "whether more output raises or lowers what is measured", .fallback = "raises"})
        .text("gain", &Inputs::gain, {.help = "K: output per unit of deviation; needed with a set point", .example = "20 kg/h"})
        .quantity("reset_time", &Inputs::reset_time, {.help = "T_i; absent: proportional only", .unit = "s", .min = "1 s", .example = "1 h"})
        .quantity("rate_time", &Inputs::rate_time, {.help = "T_d of the derivative action on what is measured", .unit = "s", .fallback = "0 s", .min = "0 s"})
        .quantity("lag", &Inputs::lag, {.help = "time constant with which the output follows: transmitter, valve, pump", .unit = "s", .fallback = "5 s", .min = "0.1 s"})
        .text("minimum", &Inputs::minimum, {.help = "least output; 0 in the unit of the maximum if absent"})
        .text("maximum", &Inputs::maximum, {.help = "greatest output; its unit is that of the output. With `split_range` 100 %", .example = "500 kg/h"})
        .text("start", &Inputs::start, {.help = "output at the start; the minimum if absent"})
        .list("schedule", &Inputs::schedule, Step::schema(), {.help = "changes of the set point, in order of time; the output does not jump", .fallback = "[]"})
        .list("split_range", &Inputs::split_range, Range::schema(), {.help = "actuators that share the output, each with a channel of its name", .fallback = "[]"})
        .rule([](const Inputs& i) { return i.setpoint.has_value() != i.ratio.has_value(); },
              "a controller needs either a `setpoint` or a `ratio`", "give one of the two")
        .rule([](const Inputs& i) { return !i.setpoint || i.gain; }, "a controller with a `setpoint` needs a `gain`", "give the output per unit of deviation, for example \"gain: 20 kg/h\"")
        .rule([](const Inputs& i) { return i.maximum.has_value() == i.split_range.empty(); },
              "a controller needs either a `maximum` or a `split_range`", "for example \"maximum: 500 kg/h\"")
        .rule([](const Inputs& i) { return i.schedule.empty() || (i.setpoint && is_number(i.setpoint->text)); },
              "a schedule of set points needs a set point to start with", "give `setpoint` a value, not a signal");
  }

  Controller(const Inputs& inputs, const BuildContext& context)
      : inputs_(inputs),
        context_(&context),
        control_{0.0, inputs.reset_time ? inputs.reset_time->value() : 1.0},
        rate_time_(inputs.rate_time.value()),
        lag_(inputs.lag.value()) {
    read_limits();
    for (const Step& step : inputs.schedule) changes_.push_back(step.at.value());
  }

  [[nodiscard]] std::vector<Port> ports() const { return {}; }
  void reach(std::span<const EntrySet>, std::span<EntrySet>) {}
  void declare(Layout& layout) {
    constexpr double relevant = 1e-2;  // of the range
    const double nominal = relevant * (maximum_ - minimum_);
    output_ = layout.state("output", nominal);
    if (inputs_.reset_time && inputs_.setpoint) integral_ = layout.state("integral", nominal);
    if (rate_time_ > 0.0 && inputs_.setpoint) filtered_ = layout.state("filtered", nominal);
    layout.channel("output", unit_, "what the controller asks of its actuator");
    for (std::size_t i = 0; i < ranges_.size(); ++i)
      layout.channel(inputs_.split_range[i].name.text, ranges_[i].unit, "what the controller asks of this actuator");
    layout.signal(inputs_.measure.text, inputs_.measure.where,
                  [this](const Layout::Channel& c) { learn_measure(c.unit); });
    if (cascaded())
      layout.signal(inputs_.setpoint->text, inputs_.setpoint->where, [this](const Layout::Channel& c) {
        if (!measured_unit_.empty()) check_signal(*inputs_.setpoint, c, measured_unit_, context_->problems());
      });
    for (double t : changes_) layout.stop_time(t);
  }
  void initial(double* x) const {
    x[output_] = start_;
    if (integral_ >= 0) x[integral_] = start_;
  }
  // Bumpless: the integral is such that the output goes on from where it is.
  void begin(const Io<double>& io, double* x) const {
    const bool first = io.t == 0.0;
    if (first && filtered_ >= 0) x[filtered_] = control_.gain * *io.signal[0];
    if (integral_ < 0 || !(first || std::find(changes_.begin(), changes_.end(), io.t) != changes_.end())) return;
    x[integral_] = x[output_] - control_.gain * deviation(io) - derivative(io);
  }

  template <class S>
  void observe(const Io<S>& io) const {
    io.channel[0] = io.x[output_];
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
      const ActuatorRange& r = ranges_[i];
      const S share = numerics::smooth::clamp(S((io.x[output_] - r.from) / (r.to - r.from)), 0.0, 1.0, rounding);
      io.channel[i + 1] = r.minimum + (r.maximum - r.minimum) * share;
    }
  }
  template <class S>
  void outlets(const Io<S>&) const {}
  template <class S>
  void rates(const Io<S>& io) const {
    const S rate_action = derivative(io);
    const S u = inputs_.ratio ? S(ratio_ * *io.signal[0]) : S(wanted(io) + rate_action);
    const S limited = numerics::smooth::clamp(u, minimum_, maximum_, rounding * (maximum_ - minimum_));
    io.dx[output_] = (limited - io.x[output_]) / lag_;
    if (integral_ >= 0) io.dx[integral_] = control_.integral_rate(deviation(io), u, limited);
    if (filtered_ >= 0)
      io.dx[filtered_] = (control_.gain * *io.signal[0] - io.x[filtered_]) * (filter_factor / rate_time_);
  }

 private:
  static constexpr double rounding = 1e-3;      // of the range, at both ends of an output
  static constexpr double filter_factor = 10.0;  // N: derivative action works on frequencies below N/T_d

  struct ActuatorRange {
    double from, to, minimum, maximum;
    std::string unit;
  };

  [[nodiscard]] bool cascaded() const { return inputs_.setpoint && !is_number(inputs_.setpoint->text); }

  // A least and a greatest value of the same dimension; zero stands for a missing least one.
  ActuatorRange limits(const std::optional<config::LocatedText>& low, const config::LocatedText& high) const {
    base::Problems& problems = context_->problems();
    const auto greatest = any_quantity(high, problems);
    ActuatorRange range{0.0, 1.0, 0.0, greatest.si, greatest.unit};
    if (greatest.unit.empty()) return range;
    if (low) range.minimum = quantity_of(*low, greatest.unit, problems);
    if (range.minimum >= range.maximum)
      problems.add({high.where, high.path, "the maximum is not above the minimum",
                    "exchange them, or reverse `from` and `to`"});
    return range;
  }
  void read_limits() {
    for (const Range& range : inputs_.split_range) {
      ranges_.push_back(limits(range.minimum, range.maximum));
      ranges_.back().from = range.from;
      ranges_.back().to = range.to;
    }
    if (inputs_.maximum) {
      const auto whole = limits(inputs_.minimum, *inputs_.maximum);
      minimum_ = whole.minimum;
      maximum_ = whole.maximum;
      unit_ = whole.unit;
    }
    start_ = inputs_.start && !unit_.empty() ? quantity_of(*inputs_.start, unit_, context_->problems()) : minimum_;
  }
  // What depends on the unit of the measured signal.
  void learn_measure(const std::string& unit) {
    base::Problems& problems = context_->problems();
    measured_unit_ = unit;
    if (inputs_.gain) control_.gain = quotient_of(*inputs_.gain, unit_, unit, problems);
    if (inputs_.ratio) ratio_ = quotient_of(*inputs_.ratio, unit_, unit, problems);
    if (inputs_.setpoint && !cascaded()) setpoints_.push_back(quantity_of(*inputs_.setpoint, unit, problems));
    for (const Step& step : inputs_.schedule) setpoints_.push_back(quantity_of(step.setpoint, unit, problems));
  }

  template <class S>
  S setpoint(const Io<S>& io) const {
    if (cascaded()) return *io.signal[1];
    std::size_t now = 0;
    while (now < changes_.size() && changes_[now] <= io.period_start) ++now;
    return S(setpoints_[now]);
  }
  template <class S>
  S deviation(const Io<S>& io) const {
    if (inputs_.ratio) return S(0.0);
    const S e = setpoint(io) - *io.signal[0];
    return inputs_.action == Action::raises ? e : S(-e);
  }
  template <class S>
  S wanted(const Io<S>& io) const {
    return control_.wanted(deviation(io), integral_ >= 0 ? io.x[integral_] : S(start_));
  }
  template <class S>
  S derivative(const Io<S>& io) const {
    if (filtered_ < 0) return S(0.0);
    const S slope = filter_factor * (control_.gain * *io.signal[0] - io.x[filtered_]);
    return inputs_.action == Action::raises ? S(-slope) : slope;
  }

  Inputs inputs_;
  const BuildContext* context_;
  PiControl control_;
  double rate_time_, lag_;  // [s]
  double minimum_ = 0.0, maximum_ = 1.0, start_ = 0.0, ratio_ = 0.0;
  std::string unit_ = "1", measured_unit_;
  std::vector<double> changes_, setpoints_;  // times [s]; set points, one more
  std::vector<ActuatorRange> ranges_;
  int output_ = -1, integral_ = -1, filtered_ = -1;
};

}  // namespace

UnitDefinition controller() { return define_unit<Controller>(); }

}  // namespace raffinate::unitops
