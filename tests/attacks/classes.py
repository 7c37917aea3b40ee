"""
Attacks: a test for each class of attack that was seen in products like this one, through the doors that people use.

Where another test covers a class already it stands here by name; ``test_index.py`` sees that it exists.

| class | tests |
|---|---|
| siblings of one registrable name: cookies, forms, scripts | attacks/test_siblings.py |
| one tenant's sign-in at another | people/test_sign_in.py::test_a_sign_in_of_one_tenant_opens_nothing_at_another |
| ids of others: paths, bodies, filters, cursors, exports | attacks/test_foreign_ids.py |
| another tenant's rows, past the pages | wall/test_tenants.py, wall/test_customers.py, wall/test_functions.py |
| what the team says, to the customer | tickets/test_audience.py |
| a route without a permission | foundation/test_flow.py::test_a_route_that_names_no_permission_is_refused |
| fields that are not the sender's to choose | attacks/test_mass_assignment.py |
| guessing logins by words or by work | attacks/test_unknown_logins.py |
| trying passwords | foundation/test_throttling.py |
| links to files: forged, old, of another tenant | files/test_download.py |
| stored markup, templates, scripts | attacks/test_stored_xss.py |
| markup and links in what is typed | kit/test_text.py::test_nothing_typed_becomes_html |
| markup and links in what is typed | kit/test_text.py::test_other_schemes_are_no_links |
| files that a browser would run | files/test_download.py::test_only_pictures_and_pdf_are_shown_in_place |
| files that a browser would run | files/test_check.py |
| SQL and odd words in an address | attacks/test_sql.py |
| SQL in what is searched for | search/test_find.py::test_no_query_breaks_it |
| SQL in what is searched for | wall/test_functions.py::test_finding_takes_what_is_asked_as_a_value |
| requests to elsewhere, code out of data | attacks/test_one_client.py |
| open redirect | attacks/test_open_redirect.py |
| header injection, smuggling, pipelining, other hosts | attacks/test_header_injection.py |
| caches | attacks/test_caches.py |
| a kept answer for somebody else | foundation/test_idempotency.py::test_a_key_opens_no_answer_to_whoever_may_not_ask |
| slow clients | attacks/test_exhaustion.py, foundation/test_flow.py::test_who_sends_slowly_holds_no_connection |
| huge bodies, many fields, deep JSON, huge headers | attacks/test_exhaustion.py |
| an upload before it is authorised | foundation/test_flow.py::test_an_upload_is_authorised_before_its_bytes_are_taken |
| zip bombs | kit/test_workbooks.py::test_a_bomb_is_refused_before_it_is_opened |
| XML bombs and outside entities | kit/test_workbooks.py::test_definitions_are_refused_in_any_encoding |
| image bombs | files/test_check.py::test_what_is_refused_says_why_and_is_deleted |
| formulas in tables | kit/test_spreadsheets.py::test_no_written_cell_is_a_formula |
| patterns that take for ever | kit/test_text.py::test_links_cost_no_time |
| a plugin that fails, hangs or floods | hooks/test_hooks.py |
| one tenant's flood of work | foundation/test_fairness.py |
| unsafe settings | cli/test_doctor.py::test_production_is_looked_at_closely |
| a hole in the wall, a role that may too much | cli/test_doctor.py::test_a_hole_in_the_wall_is_found |
| a hole in the wall, a role that may too much | wall/test_roles.py |
"""
