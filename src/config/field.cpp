#include "config/field.hpp"

#include <stdexcept>

#include "config/field_readers.hpp"
#include "config/member.hpp"
#include "units/parse.hpp"

namespace raffinate::config {
namespace {

/// A limit in the unit of the field, so that both ends of a range read alike.
std::string shown(const std::string& limit, const FieldInfo& field) {
  const bool has_unit = field.kind == Kind::quantity || field.kind == Kind::number || field.kind == Kind::setting || field.kind == Kind::amounts;
  if (!has_unit) return limit;
  const std::string unit = readers::admitted_units(field.unit).front();
  return units::format(units::to_si(limit, unit), unit);
}

}  // namespace

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::quantity: return "quantity";
    case Kind::number: return "number";
    case Kind::setting: return "value or signal";
    case Kind::integer: return "whole number";
    case Kind::flag: return "true or false";
    case Kind::text: return "text";
    case Kind::choice: return "choice";
    case Kind::texts: return "list of texts";
    case Kind::amounts: return "map of quantities";
    case Kind::section: return "map";
    case Kind::list: return "list of maps";
    case Kind::node: return "any";
  }
  throw std::logic_error("kind of field without a name");
}

std::string FieldInfo::range() const {
  if (min.empty() && max.empty()) return {};
  if (max.empty()) return "at least " + shown(min, *this);
  if (min.empty()) return "at most " + shown(max, *this);
  return shown(min, *this) + " to " + shown(max, *this);
}

std::string checked_unit(const std::string& unit, const std::string& si_unit) {
  if (unit.empty()) {
    if (si_unit.empty()) throw std::logic_error("a quantity kept as a double needs a unit");
    return si_unit;
  }
  if (!units::same_dimension(unit, si_unit)) {
    throw std::logic_error("the unit \"" + unit + "\" does not fit a member in " + si_unit);
  }
  return unit;
}

}  // namespace raffinate::config
