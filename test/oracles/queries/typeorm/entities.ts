import {
  Column,
  CreateDateColumn,
  DeleteDateColumn,
  Entity,
  Index,
  JoinColumn,
  JoinTable,
  ManyToMany,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
} from "typeorm";

class Address {
  @Column("varchar")
  street!: string;

  @Column({ type: "varchar", name: "zip", nullable: true })
  code!: string | null;
}

abstract class Stamped {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @CreateDateColumn({ name: "created_at" })
  createdAt!: Date;

  @UpdateDateColumn()
  updatedAt!: Date;
}

@Entity("people")
export class User extends Stamped {
  @Index()
  @Column({ type: "varchar", name: "email_address" })
  email!: string;

  @Column("varchar", { nullable: true })
  firstName!: string | null;

  @Column({ type: "varchar", select: false })
  passwordHash!: string;

  @Column("int", { default: 0 })
  points!: number;

  @Column(() => Address)
  home!: Address;

  @Column(() => Address, { prefix: "work" })
  office!: Address;

  @OneToMany(() => BlogPost, (post) => post.author)
  posts!: unknown[];
}

@Entity({ name: "blog_posts", schema: "blog" })
export class BlogPost extends Stamped {
  @Column("text")
  title!: string;

  @Column("int", { nullable: true })
  views!: number | null;

  @ManyToOne(() => User, (user) => user.posts)
  author!: User;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: "reviewer" })
  reviewedBy!: User | null;

  @Column("uuid")
  authorId!: string;

  @ManyToMany(() => PostTag)
  @JoinTable()
  tags!: PostTag[];

  @DeleteDateColumn()
  deletedAt!: Date | null;
}

@Entity()
export class PostTag {
  @PrimaryColumn("varchar")
  name!: string;

  @Column({ type: "varchar" })
  colour!: string;
}
