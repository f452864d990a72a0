/*
 * The functions of PostgreSQL 18 that a default may call, by pg_proc.provolatile, without those that only serve operators, indexes
 * and the server itself. A test reads them from the catalogue again.
 */

/** Give another value for each row, or change something. */
export const volatileFunctions: ReadonlySet<string> = named(`
  array_sample array_shuffle clock_timestamp current_query currtid2 currval cursor_to_xml cursor_to_xmlschema gen_random_uuid lastval loread lowrite
  nextval query_to_xml query_to_xml_and_xmlschema query_to_xmlschema random random_normal set_config setval timeofday ts_rewrite ts_stat uuidv4 uuidv7`);

/** Give one value for the whole statement: STABLE and IMMUTABLE. */
export const steadyFunctions: ReadonlySet<string> = named(`
  abbrev abs acldefault aclexplode acos acosd acosh age any_value_transfn anyarray_send anycompatiblearray_send area array_dims array_fill array_larger
  array_length array_lower array_ndims array_position array_positions array_remove array_replace array_reverse array_send array_smaller array_sort
  array_to_json array_to_string array_to_tsvector array_upper ascii asin asind asinh atan atan2 atan2d atand atanh bit bit_count bit_length bit_send
  bittypmodin booland_statefunc boolor_statefunc boolsend box box_send bpchar_larger bpchar_smaller bpcharsend bpchartypmodin broadcast btrim bytea
  bytea_larger bytea_smaller byteasend cardinality casefold cash_send cash_words cashlarger cashsmaller cbrt ceil ceiling center char_length
  character_length charsend chr cidr cidr_send cidsend circle circle_send col_description concat concat_ws convert convert_from convert_to cos cosd cosh
  cot cotd crc32 crc32c current_database current_schema current_schemas current_setting current_user database_to_xml database_to_xml_and_xmlschema
  database_to_xmlschema date date_add date_bin date_larger date_part date_send date_smaller date_subtract date_trunc datemultirange daterange
  daterange_canonical daterange_subdiff decode degrees dexp diagonal diameter div dlog1 dlog10 dround dtrunc encode enum_first enum_larger enum_last
  enum_range enum_send enum_smaller erf erfc exp extract factorial family float4_accum float4larger float4send float4smaller float8_accum float8_avg
  float8_combine float8_corr float8_covar_pop float8_covar_samp float8_regr_accum float8_regr_avgx float8_regr_avgy float8_regr_combine
  float8_regr_intercept float8_regr_r2 float8_regr_slope float8_regr_sxx float8_regr_sxy float8_regr_syy float8_stddev_pop float8_stddev_samp
  float8_var_pop float8_var_samp float8larger float8send float8smaller floor format format_type gamma gcd generate_series generate_subscripts get_bit
  get_byte get_current_ts_config getdatabaseencoding getpgusername height host hostmask icu_unicode_version inet_client_addr inet_client_port inet_send
  inet_server_addr inet_server_port initcap int2_avg_accum int2_avg_accum_inv int2_sum int2int4_sum int2larger int2send int2smaller int2vectorsend
  int4_avg_accum int4_avg_accum_inv int4_avg_combine int4_sum int4inc int4larger int4multirange int4range int4range_canonical int4range_subdiff int4send
  int4smaller int8_avg int8_sum int8dec int8dec_any int8inc int8inc_any int8inc_float8_float8 int8larger int8multirange int8range int8range_canonical
  int8range_subdiff int8send int8smaller interval interval_larger interval_send interval_smaller intervaltypmodin is_normalized isclosed isempty
  isfinite ishorizontal isopen isparallel isperp isvertical json_array_elements json_array_elements_text json_array_length json_build_array
  json_build_object json_each json_each_text json_object json_object_keys json_populate_record json_populate_recordset json_send json_strip_nulls
  json_to_record json_to_recordset json_to_tsvector json_typeof jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array
  jsonb_build_object jsonb_each jsonb_each_text jsonb_insert jsonb_object jsonb_object_keys jsonb_path_exists jsonb_path_exists_tz jsonb_path_match
  jsonb_path_match_tz jsonb_path_query jsonb_path_query_array jsonb_path_query_array_tz jsonb_path_query_first jsonb_path_query_first_tz
  jsonb_path_query_tz jsonb_populate_record jsonb_populate_record_valid jsonb_populate_recordset jsonb_pretty jsonb_send jsonb_set jsonb_set_lax
  jsonb_strip_nulls jsonb_to_record jsonb_to_recordset jsonb_to_tsvector jsonb_typeof jsonpath_send justify_days justify_hours justify_interval lcm left
  length lgamma like like_escape line line_send ln log log10 lower lower_inc lower_inf lpad lseg lseg_send ltrim macaddr macaddr8 macaddr8_send
  macaddr8_set7bit macaddr_send make_date make_interval make_time make_timestamp make_timestamptz makeaclitem masklen md5 min_scale mod money multirange
  multirange_intersect_agg_transfn multirange_send mxid_age name nameconcatoid namesend netmask network network_larger network_smaller normalize notlike
  now npoints num_nonnulls num_nulls numeric numeric_div_trunc numeric_exp numeric_inc numeric_larger numeric_ln numeric_log numeric_send
  numeric_smaller numeric_sqrt numerictypmodin nummultirange numnode numrange numrange_subdiff obj_description octet_length oidlarger oidsend oidsmaller
  oidvectorsend oidvectortypes overlaps overlay parse_ident path path_send pclose phraseto_tsquery pi plainto_tsquery point point_send poly_send polygon
  popen position postgresql_fdw_validator pow power querytree quote_ident quote_literal quote_nullable radians radius range_intersect_agg_transfn
  range_merge range_send record_larger record_send record_smaller regclass regclasssend regcollationsend regconfigsend regdictionarysend regexp_count
  regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr regnamespacesend
  regoperatorsend regopersend regproceduresend regprocsend regrolesend regtypesend repeat replace reverse right round row_security_active row_to_json
  rpad rtrim satisfies_hash_partition scale schema_to_xml schema_to_xml_and_xmlschema schema_to_xmlschema session_user set_bit set_byte set_masklen
  setweight sha224 sha256 sha384 sha512 shobj_description sign similar_escape similar_to_escape sin sind sinh slope split_part sqrt statement_timestamp
  string_to_array string_to_table strip strpos substr substring system_user table_to_xml table_to_xml_and_xmlschema table_to_xmlschema tan tand tanh
  text text_larger text_smaller textlen textsend tidlarger tidsend tidsmaller time_larger time_send time_smaller timestamp timestamp_larger
  timestamp_send timestamp_smaller timestamptypmodin timestamptz timestamptz_larger timestamptz_send timestamptz_smaller timestamptztypmodin
  timetypmodin timetz_larger timetz_send timetz_smaller timetztypmodin timezone to_ascii to_bin to_char to_date to_hex to_json to_jsonb to_number to_oct
  to_regclass to_regcollation to_regnamespace to_regoper to_regoperator to_regproc to_regprocedure to_regrole to_regtype to_regtypemod to_timestamp
  to_tsquery to_tsvector transaction_timestamp translate trim_array trim_scale trunc ts_delete ts_filter ts_headline ts_lexize ts_parse ts_rank
  ts_rank_cd ts_token_type tsmultirange tsquery_phrase tsquerysend tsrange tsrange_subdiff tstzmultirange tstzrange tstzrange_subdiff tsvector_to_array
  tsvectorsend txid_current txid_current_if_assigned txid_current_snapshot txid_snapshot_send txid_snapshot_xip txid_snapshot_xmax txid_snapshot_xmin
  txid_visible_in_snapshot unicode_assigned unicode_version unistr unknownsend unnest upper upper_inc upper_inf varbit_send varbittypmodin varcharsend
  varchartypmodin version void_send websearch_to_tsquery width width_bucket xml xml_is_well_formed xml_is_well_formed_content
  xml_is_well_formed_document xml_send xmlcomment xmlconcat2 xmlexists xmltext xmlvalidate xpath xpath_exists`);

function named(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
