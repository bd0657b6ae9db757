#include "studies/compile.hpp"

#include "base/errors.hpp"

namespace raffinate::studies {

std::shared_ptr<const model::Model> compile(model::Plant plant) {
  auto model = model::Model::compile(std::move(plant));
  if (model->state_count() == 0)
    throw base::InputError(base::Problem{base::Location(), "units", "no unit holds anything, so that nothing can ever change",
                                         "add what the streams pass through, such as a stirred_tank"});
  return model;
}

}  // namespace raffinate::studies
