# Which files `cmake --install` puts where. The programs find each other by paths relative to the prefix, so the
# installed tree may be moved.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/oauthctl)

# The protocol and the client file, as a library: find_package(oauthctl), then link oauthctl::oauthctl.
add_library(oauthctl_library INTERFACE)
target_link_libraries(oauthctl_library INTERFACE oauthctl_oauth oauthctl_config)
set_target_properties(oauthctl_library PROPERTIES EXPORT_NAME oauthctl)
foreach(module base model jose oauth config)
  set_target_properties(oauthctl_${module} PROPERTIES EXPORT_NAME ${module})
endforeach()

install(TARGETS oauthctl_library oauthctl_base oauthctl_model oauthctl_jose oauthctl_oauth oauthctl_config EXPORT oauthctl
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT oauthctl NAMESPACE oauthctl:: FILE oauthctlTargets.cmake DESTINATION ${package})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/oauthctl DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
configure_package_config_file(${CMAKE_CURRENT_SOURCE_DIR}/oauthctlConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/oauthctlConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/oauthctlConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/oauthctlConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/oauthctlConfigVersion.cmake
  DESTINATION ${package})
