export const typeDefs = `#graphql
  type User { id: ID!, posts: [Post!]! }
  type Post { id: ID!, author: User! }
  type Query {
    posts: [Post!]!
    post(id: ID!): Post
    me: User
    profile: User
    users: [User!]!
    drafts: [Post!]!
  }
  type Mutation {
    createPost(title: String!): Post!
    deletePost(id: ID!): Boolean!
    publish(id: ID!): Boolean!
    signIn(name: String!): String!
  }
`;
