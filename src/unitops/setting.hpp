#pragma once
#include <string>

#include "config/field.hpp"
#include "unitops/build_context.hpp"
#include "unitops/io.hpp"
#include "unitops/layout.hpp"
#include "units/parse.hpp"

namespace raffinate::unitops {

/// An input of a unit that is a number or follows a signal: the place where controllers act.
class Setting {
 public:
  /// `unit`: what is asked for; a signal of another dimension is a problem of the context.
  Setting(config::Setting given, std::string unit, const BuildContext& context);

  void declare(Layout& layout);
  [[nodiscard]] bool is_signal() const { return given_.is_signal(); }
  [[nodiscard]] double number() const { return given_.value; }  ///< without a signal [SI]
  template <class S>
  S get(const Io<S>& io) const {
    return signal_ < 0 ? S(given_.value) : *io.signal[signal_];
  }

 private:
  config::Setting given_;
  std::string unit_;
  const BuildContext* context_;
  int signal_ = -1;
};

/// Whether a text starts like a number and so does not name a signal.
[[nodiscard]] bool is_number(const std::string& text);

/// A quantity whose dimension is known only when the plant is connected, in SI. A problem and NaN if it has another.
[[nodiscard]] double quantity_of(const config::LocatedText& text, const std::string& unit, base::Problems& problems);

/// What something in `unit` changes by when something in `divisor` does: "20 kg/h/(mol/kg)", in SI. A problem and NaN if
/// it has another dimension.
[[nodiscard]] double quotient_of(const config::LocatedText& text, const std::string& unit, const std::string& divisor,
                                 base::Problems& problems);

/// A quantity of any dimension, whose unit says what it is. A problem and an empty unit if it is none.
[[nodiscard]] units::Measured any_quantity(const config::LocatedText& text, base::Problems& problems);

/// Reports a signal that does not have the dimension of `unit`.
void check_signal(const config::LocatedText& reference, const Layout::Channel& channel, const std::string& unit,
                  base::Problems& problems);

}  // namespace raffinate::unitops
