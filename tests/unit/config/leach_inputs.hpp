#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/schema.hpp"
#include "units/quantity.hpp"

/// Inputs of a tank as a unit operation would declare them, shared by the tests of the schema.
namespace leach {

struct Heating {
  raffinate::units::Temperature setpoint;
  std::optional<raffinate::units::Power> limit;

  static raffinate::config::Schema<Heating> schema() {
    return raffinate::config::Schema<Heating>("heating", "Temperature controller")
        .quantity("setpoint", &Heating::setpoint,
                  {.help = "temperature to hold", .unit = "degC", .min = "0 degC", .max = "120 degC", .example = "95 degC"})
        .quantity("limit", &Heating::limit, {.help = "largest duty", .unit = "kW"});
  }
};

struct Segment {
  raffinate::units::Length length;
  double share = 0;

  static raffinate::config::Schema<Segment> schema() {
    return raffinate::config::Schema<Segment>("segment", "Part of the vessel")
        .quantity("length", &Segment::length, {.help = "along the axis", .unit = "m", .min = "0 m", .example = "2 m"})
        .number("share", &Segment::share, {.help = "of the feed", .fallback = "50 %", .min = "0", .max = "1"});
  }
};

enum class Law { shrinking, porous };

struct Inputs {
  raffinate::units::Volume volume;
  double weir_time = 0;
  double fill = 0;
  int stages = 0;
  bool covered = true;
  std::string reactions;
  Law law = Law::shrinking;
  std::vector<std::string> phases;
  std::vector<raffinate::config::Amount> contents;
  std::optional<Heating> heating;
  std::vector<Segment> segments;

  static raffinate::config::Schema<Inputs> schema() {
    return raffinate::config::Schema<Inputs>("leach_tank", "Stirred tank with overflow weir")
        .quantity("volume", &Inputs::volume,
                  {.help = "working volume to the weir", .unit = "m3", .min = "1 L", .max = "10000 m3", .example = "10 m3"})
        .quantity("weir_time", &Inputs::weir_time, {.help = "response of the weir", .unit = "min", .fallback = "2 min"})
        .number("fill", &Inputs::fill, {.help = "initial filling", .fallback = "80 %", .min = "0", .max = "1"})
        .integer("stages", &Inputs::stages, {.help = "stages in series", .fallback = "3", .min = "1", .max = "20"})
        .flag("covered", &Inputs::covered, {.help = "whether a lid keeps the vapour", .fallback = "false"})
        .text("reactions", &Inputs::reactions, {.help = "reaction set", .example = "wo3_caustic"})
        .choice("law", &Inputs::law, {"shrinking", "porous"}, {.help = "particle model", .fallback = "shrinking"})
        .texts("phases", &Inputs::phases, {.help = "phases kept", .fallback = "[liquid, solid]"})
        .amounts("contents", &Inputs::contents, {.help = "initial contents", .unit = "kg or mol", .min = "0 kg", .optional = true})
        .section("heating", &Inputs::heating, Heating::schema(), {.help = "temperature control"})
        .list("segments", &Inputs::segments, Segment::schema(), {.help = "parts along the axis", .optional = true})
        .rule([](const Inputs& inputs) { return inputs.covered || !inputs.heating; }, "an open tank cannot be heated",
              "set covered: true");
  }
};

}  // namespace leach
