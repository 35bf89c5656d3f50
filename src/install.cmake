# Where `cmake --install` puts the library; packaging has the rest. The programs find each other by paths relative to the
# prefix, so the installed tree may be moved.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/oauthctl)

# The public library: find_package(oauthctl), then link oauthctl::oauthctl. Its parts are archives that only it names.
set(parts base model jose oauth config store fleet http session)
set_target_properties(oauthctl_library PROPERTIES EXPORT_NAME oauthctl OUTPUT_NAME oauthctl)
set(archives oauthctl_library)
foreach(part ${parts})
  set_target_properties(oauthctl_${part} PROPERTIES EXPORT_NAME ${part})
  list(APPEND archives oauthctl_${part})
endforeach()

install(TARGETS ${archives} EXPORT oauthctl ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/oauthctl COMPONENT devel)
install(EXPORT oauthctl NAMESPACE oauthctl:: FILE oauthctlTargets.cmake DESTINATION ${package}
  COMPONENT devel)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/oauthctl DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  COMPONENT devel)
configure_package_config_file(${CMAKE_CURRENT_SOURCE_DIR}/oauthctlConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/oauthctlConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/oauthctlConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/oauthctlConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/oauthctlConfigVersion.cmake
  DESTINATION ${package} COMPONENT devel)
