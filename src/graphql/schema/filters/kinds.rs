//! The condition on the kinds of an organization, which can include narrower kinds.

use serde_json::Value as Json;

use crate::domain::vocabulary::narrower_kinds;
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{InputObjectType, PlanArguments, RowCondition, RowConditions, argument, input},
    error::Error,
    plan::sources::Constant,
};
use crate::graphql::schema::declare;
use crate::store::sql::{Bind, Condition, Predicate, tables::organization};

/// Whether narrower kinds count as the kinds given.
const NARROWER: &str = "narrower";

/// The condition on the kinds of the organization that a row is.
static OF_ORGANIZATION: Kinds = Kinds(&organization::KIND_IN);

/// The input type.
pub fn kind_filter() -> InputObjectType {
    InputObjectType {
        name: "OrganizationKindFilter",
        doc: "A condition on the kinds of an organization. One of its kinds is enough to match.",
        one_of: false,
        shorthand: None,
        any_field: false,
        condition: Some(&OF_ORGANIZATION),
        fields: vec![
            input(
                argument::IN,
                "[OrganizationKind!]",
                "A kind of the organization is one of these. An empty list matches nothing.",
            ),
            input(
                argument::NOT_IN,
                "[OrganizationKind!]",
                "No kind of the organization is one of these. An empty list excludes nothing.",
            ),
            declare::input(
                "narrower: Boolean = false",
                "Whether each kind also stands for its narrower kinds: EDUCATION for UNIVERSITY and SCHOOL, too. ROR has \
                 broad kinds only; curators and other imports give narrow ones. Default: false: the filter then finds as \
                 many organizations as the facet `kinds` counts.",
            ),
        ],
    }
}

/// A condition that takes a list of kinds.
struct Kinds(&'static Condition);

impl RowCondition for Kinds {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let narrower = arguments.get(NARROWER).is_true();
        let mut is_in = |name: &'static str| {
            let kinds = arguments.get(name);
            kinds.is_given().then(|| {
                let bind = add_kinds(arguments, name, kinds, narrower);
                Predicate::Is(self.0, vec![bind])
            })
        };
        let (wanted, unwanted) = (is_in(argument::IN), is_in(argument::NOT_IN));
        let unwanted = unwanted.map(|predicate| Predicate::Not(Box::new(predicate)));
        let predicates = wanted.into_iter().chain(unwanted).collect();
        Ok(RowConditions { predicates, shared: None })
    }

    fn may_inherit(&self) -> bool {
        false
    }
}

/// A parameter with the kinds, and those narrower than them: one as it is, several as a list.
fn add_kinds(
    arguments: &mut PlanArguments<'_>,
    name: &str,
    kinds: &ArgumentValue,
    narrower: bool,
) -> Bind {
    let mut words = Vec::new();
    for kind in kinds.items().iter().filter_map(ArgumentValue::enum_value) {
        words.push(kind.to_owned());
        words.extend(narrower_kinds(kind).filter(|_| narrower).map(str::to_owned));
    }
    match &words[..] {
        [one] => arguments.add(name, Constant(one.as_str().into())).bind(),
        several => {
            let list = Json::from(several.to_vec()).to_string();
            arguments.add(name, Constant(list.as_str().into())).bind_list()
        }
    }
}
