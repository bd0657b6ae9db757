#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "config/field.hpp"
#include "units/si_unit.hpp"

/// How values reach the members of a struct, whatever their type. Boost.Units is known here only by its
/// `Quantity::from_value`, which keeps this header light.
namespace raffinate::config {

template <class M>
struct OptionalOf : std::false_type {
  using type = M;
};

template <class M>
struct OptionalOf<std::optional<M>> : std::true_type {
  using type = M;
};

template <class M>
inline constexpr bool is_optional = OptionalOf<M>::value;

/// The type within an optional, or the type itself.
template <class M>
using value_of = typename OptionalOf<M>::type;

/// Checks that a unit fits an SI unit; an empty one becomes it. Throws std::logic_error for a faulty declaration.
[[nodiscard]] std::string checked_unit(const std::string& unit, const std::string& si_unit);

/// The unit of a declared quantity, checked against the dimension of its member.
template <class M>
[[nodiscard]] std::string unit_of(const std::string& unit) {
  if constexpr (requires { units::SiUnit<value_of<M>>::text; }) {
    return checked_unit(unit, units::SiUnit<value_of<M>>::text);
  } else {
    return checked_unit(unit, unit);
  }
}

template <class M>
void assign_number(M& member, double si) {
  if constexpr (requires { value_of<M>::from_value(si); }) {
    member = value_of<M>::from_value(si);
  } else {
    static_assert(std::is_same_v<value_of<M>, double>, "a quantity is a double or a Boost.Units quantity");
    member = si;
  }
}

template <class M>
void assign_text(M& member, LocatedText text) {
  if constexpr (std::is_same_v<value_of<M>, LocatedText>) {
    member = std::move(text);
  } else {
    member = std::move(text.text);
  }
}

template <class M>
void assign_choice(M& member, std::size_t index, const std::vector<std::string>& choices) {
  if constexpr (std::is_enum_v<value_of<M>>) {
    member = static_cast<value_of<M>>(index);
  } else {
    member = choices[index];
  }
}

template <class M>
void assign_texts(M& member, std::vector<LocatedText> texts) {
  if constexpr (std::is_same_v<value_of<M>, std::vector<LocatedText>>) {
    member = std::move(texts);
  } else {
    value_of<M> plain;
    for (LocatedText& text : texts) plain.push_back(std::move(text.text));
    member = std::move(plain);
  }
}

template <class M>
void assign_amounts(M& member, std::vector<Amount> amounts) {
  if constexpr (std::is_same_v<value_of<M>, std::vector<Amount>>) {
    member = std::move(amounts);
  } else {
    value_of<M> plain;
    for (Amount& amount : amounts) plain.insert(plain.end(), {std::move(amount.name), amount.value});
    member = std::move(plain);
  }
}

}  // namespace raffinate::config
