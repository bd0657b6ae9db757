#pragma once
#include <memory>
#include <string>
#include <vector>

#include "config/node.hpp"
#include "flowsheet/specification.hpp"
#include "model/plant.hpp"

namespace raffinate::flowsheet {

/// How long and how closely a plant is simulated; the `run:` section.
struct RunOptions {
  double duration = 0;              ///< [s]
  double output_interval = 3600;    ///< [s]
  double relative_tolerance = 1e-5;
  double max_step = 0;              ///< [s]; 0: no limit
  bool strict = false;              ///< implausible or out-of-range results are errors
};

/// A flowsheet file, read and checked: nothing has been computed yet.
struct Flowsheet {
  std::string file;
  std::string title;
  std::string text;  ///< the file as it was read
  std::vector<std::string> overrides;
  std::string database;  ///< file of the PHREEQC database it uses; empty: the project's data
  RunOptions run;
  std::vector<Specification> specifications;
  model::Plant plant;
};

/// Reads a flowsheet file with `--set` overrides. Throws base::InputError with every problem found.
Flowsheet read(const std::string& file, const std::vector<std::string>& overrides);

/// The same from a text; `name` stands for the file in messages, and files that it names lie beside that one.
Flowsheet parse(const std::string& text, const std::string& name, const std::vector<std::string>& overrides = {});

}  // namespace raffinate::flowsheet
