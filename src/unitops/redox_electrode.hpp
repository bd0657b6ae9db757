#pragma once
#include <optional>

#include "unitops/liquor.hpp"

namespace raffinate::unitops {

/// Redox potential (ORP) of a liquor, as an inert electrode shows it: that of one couple of valence states. Others in the
/// same liquor may be far from equilibrium with it.   docs/methods/redox.md
class RedoxElectrode {
 public:
  /// Of the input that chooses the couple.
  static config::Field field();
  /// Whether the channels are written in every evaluation, or as `Layout::reported` ones.
  enum class Written { always, in_reports };

  /// Declares the channels "Eh" and "pe" if there is a couple: the one chosen by name, else the first that exchanges an
  /// electron only. Adds a problem for a couple that the liquor does not have.
  void declare(Layout& layout, const Liquor& liquor, const std::optional<config::LocatedText>& choice,
               base::Problems& problems, Written written = Written::always);

  /// Writes the channels of a liquor that is solved, in `observe`.
  template <class S>
  void observe(const Io<S>& io, const Liquor& liquor) const {
    if (couple_ && written_ == Written::always) write(io, liquor);
  }
  /// The same in `report`.
  template <class S>
  void report(const Io<S>& io, const Liquor& liquor) const {
    if (couple_ && written_ == Written::in_reports) write(io, liquor);
  }

 private:
  template <class S>
  void write(const Io<S>& io, const Liquor& liquor) const {
    const S pe = couple_->pe(liquor.outputs(io));
    io.channel[channel_] = aqueous::redox_potential(pe, liquor.speciated_temperature(io));
    io.channel[channel_ + 1] = pe;
  }

  std::optional<aqueous::RedoxCouple> couple_;
  Written written_ = Written::always;
  int channel_ = -1;
};

}  // namespace raffinate::unitops
