# Writes OUTPUT from TEMPLATE with PROJECT_VERSION and the revision of the repository in SOURCE, if that changes anything.
execute_process(COMMAND git rev-parse --short=12 HEAD
  WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE RAFFINATE_REVISION OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT RAFFINATE_REVISION)
  set(RAFFINATE_REVISION unknown)
endif()
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
